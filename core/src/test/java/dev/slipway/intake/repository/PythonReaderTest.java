package dev.slipway.intake.repository;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Located;
import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Variable;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Trait;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonReaderTest {

  private static final MemorySourceTree FASTAPI =
      MemorySourceTree.of("shop", Map.of())
          .with(
              "backend/pyproject.toml",
              """
              [project]
              name = "shop-api"
              requires-python = ">=3.12,<4"
              dependencies = ["fastapi[standard]>=0.115", "sqlalchemy", "asyncpg", "redis>=5", "anthropic"]
              [dependency-groups]
              dev = ["pytest", "ruff"]
              """)
          .with("backend/uv.lock", "version = 1\n")
          .with("backend/alembic.ini", "[alembic]\nscript_location = migrations\n")
          .with(
              "backend/migrations/versions/aaa_second.py",
              "revision = 'aaa'\ndown_revision: str | None = 'zzz'\n")
          .with(
              "backend/migrations/versions/zzz_first.py",
              "revision = 'zzz'\ndown_revision = None\n")
          .with("backend/app/__init__.py", "")
          .with(
              "backend/app/main.py",
              """
              from fastapi import FastAPI
              from app.api import chat
              from app.config import settings

              # @app.get("/commented-out")
              app = FastAPI(title="Shop")
              app.include_router(chat.router, prefix="/api")

              @app.get("/healthz")
              async def health(): ...

              @app.get("/readyz")
              async def ready(): ...
              """)
          .with(
              "backend/app/api/chat.py",
              """
              from fastapi import APIRouter
              from fastapi.responses import StreamingResponse
              router = APIRouter(prefix="/chat", tags=["chat"])

              @router.post("/complete")
              async def complete(): return StreamingResponse(x())
              """)
          .with(
              "backend/app/config.py",
              """
              from pydantic_settings import BaseSettings, SettingsConfigDict
              from pydantic import Field, SecretStr

              class Settings(BaseSettings):
                  model_config = SettingsConfigDict(env_prefix="SHOP_", env_file=".env")
                  database_url: str
                  anthropic_api_key: SecretStr = Field(validation_alias="ANTHROPIC_API_KEY")
                  log_level: str = "info"
                  db_pool_size: int = 5
                  db_max_overflow: int = 2
                  timeout: float | None = None
                  max_tokens: int = Field(default=1024, ge=1)

              settings = Settings()
              """)
          .with(
              "docker-compose.yml",
              """
              services:
                backend:
                  build: ./backend
                  environment:
                    SHOP_DATABASE_URL: postgresql+asyncpg://shop:shop@db/shop
                  ports: ["8000:8000"]
                  depends_on: [db, cache]
                db:
                  image: pgvector/pgvector:pg16
                cache:
                  image: redis:7-alpine
              """);

  private final Service api = only(FASTAPI);

  private static Service only(MemorySourceTree tree) {
    RepositoryFacts facts = RepositoryReader.read(tree).value();
    assertThat(facts.services()).hasSize(1);
    return facts.services().getFirst();
  }

  private static Variable variable(Service service, String name) {
    return service.variables().stream()
        .filter(v -> v.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void startsFastApiWhereItsApplicationIsAssigned() {
    assertThat(api.name()).isEqualTo("backend");
    assertThat(api.kind().value()).isEqualTo(ServiceKind.WEB);
    assertThat(api.framework().map(Located::value)).contains("fastapi");
    assertThat(api.start().orElseThrow().value())
        .containsExactly("uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8080");
    assertThat(api.evidence().where()).isEqualTo("backend/app/main.py:6");
  }

  @Test
  void readsVersionManagerAndLockFile() {
    assertThat(api.languageVersion().orElseThrow().value()).isEqualTo("3.12");
    assertThat(api.packageManager().orElseThrow().value()).isEqualTo("uv");
    assertThat(api.lockFile()).contains("backend/uv.lock");
    assertThat(api.test().orElseThrow().value()).containsExactly("uv", "run", "pytest");
    assertThat(api.lint().orElseThrow().value()).containsExactly("uv", "run", "ruff", "check", ".");
  }

  @Test
  void joinsThePrefixesOfRouters() {
    assertThat(api.endpoints())
        .extracting(Endpoint::method, Endpoint::path)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("POST", "/api/chat/complete"),
            org.assertj.core.groups.Tuple.tuple("GET", "/healthz"),
            org.assertj.core.groups.Tuple.tuple("GET", "/readyz"));
    assertThat(api.health().orElseThrow().value()).isEqualTo("/healthz");
    assertThat(api.readiness().orElseThrow().value()).isEqualTo("/readyz");
  }

  @Test
  void readsSettingsClassesWithPrefixAliasAndDefaults() {
    assertThat(variable(api, "SHOP_DATABASE_URL").secret()).isTrue();
    assertThat(variable(api, "SHOP_DATABASE_URL").required()).isTrue();
    assertThat(variable(api, "ANTHROPIC_API_KEY").secret()).isTrue();
    assertThat(variable(api, "ANTHROPIC_API_KEY").required()).isTrue();
    assertThat(variable(api, "SHOP_LOG_LEVEL").defaultValue()).contains("info");
    assertThat(variable(api, "SHOP_TIMEOUT").required()).isFalse();
    assertThat(variable(api, "SHOP_MAX_TOKENS").secret()).isFalse();
    assertThat(variable(api, "SHOP_MAX_TOKENS").defaultValue()).contains("1024");
  }

  @Test
  void completesDatastoresFromComposeImages() {
    assertThat(api.datastores())
        .extracting(d -> d.engine(), d -> d.version().orElse(""), d -> d.client().orElse(""))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Engine.POSTGRESQL, "16", "asyncpg"),
            org.assertj.core.groups.Tuple.tuple(Engine.REDIS, "7", "redis"));
    assertThat(api.datastores().getFirst().extensions()).containsExactly("vector");
    assertThat(api.poolSize().orElseThrow().value()).isEqualTo(7);
  }

  @Test
  void ordersAlembicRevisionsByWhatTheyFollow() {
    assertThat(api.migrations().orElseThrow().files())
        .containsExactly(
            "backend/migrations/versions/zzz_first.py",
            "backend/migrations/versions/aaa_second.py");
    assertThat(api.migrations().orElseThrow().command())
        .containsExactly("alembic", "upgrade", "head");
  }

  @Test
  void findsTraitsAndOutsideServices() {
    assertThat(api.has(Trait.STREAMING)).isTrue();
    assertThat(api.externalApis()).extracting(a -> a.host()).containsExactly("api.anthropic.com");
  }

  @Test
  void servesDjangoWithGunicornAndFollowsIncludedUrls() {
    Service service =
        only(
            MemorySourceTree.of("blog", Map.of())
                .with("requirements.txt", "Django==5.1\ngunicorn\npsycopg2==2.9\ncelery[redis]\n")
                .with(
                    "manage.py",
                    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'blog.settings')\n")
                .with("blog/__init__.py", "")
                .with(
                    "blog/settings.py",
                    """
                    ROOT_URLCONF = "blog.urls"
                    SECRET_KEY = os.environ["SECRET_KEY"]
                    DEBUG = os.environ.get("DEBUG", "False") == "True"
                    STATIC_ROOT = BASE_DIR / "static"
                    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}
                    """)
                .with(
                    "blog/urls.py",
                    "urlpatterns = [path('admin/', admin.site.urls), path('posts/',"
                        + " include('posts.urls')), path('health/', ok)]\n")
                .with("posts/urls.py", "urlpatterns = [path('<int:pk>/', detail)]\n")
                .with("posts/migrations/0001_initial.py", "")
                .with("posts/migrations/__init__.py", ""));
    assertThat(service.start().orElseThrow().value()).contains("gunicorn", "blog.wsgi:application");
    assertThat(service.endpoints())
        .extracting(Endpoint::path)
        .containsExactly("/admin/", "/health/", "/posts/<int:pk>/");
    assertThat(service.health().orElseThrow().value()).isEqualTo("/health/");
    assertThat(service.systemPackages()).containsExactly("libpq5");
    assertThat(service.migrations().orElseThrow().files())
        .containsExactly("posts/migrations/0001_initial.py");
    assertThat(variable(service, "SECRET_KEY").secret()).isTrue();
    assertThat(variable(service, "DEBUG").defaultValue()).contains("False");
  }

  @Test
  void callsTheFactoryOfAFlaskApplicationAndSaysWhenNoServerIsThere() {
    MemorySourceTree tree =
        MemorySourceTree.of("flask", Map.of())
            .with("requirements.txt", "flask\n")
            .with(
                "shop/__init__.py",
                """
                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(orders.bp, url_prefix="/orders")
                    return app
                """)
            .with(
                "shop/orders.py",
                "bp = Blueprint('orders', __name__)\n\n"
                    + "@bp.route('/ping', methods=['GET', 'POST'])\n"
                    + "def ping(): pass\n");
    assertThat(only(tree).start().orElseThrow().value())
        .startsWith("flask", "--app", "shop:create_app()");
    assertThat(RepositoryReader.read(tree).diagnostics())
        .extracting(d -> d.code())
        .containsExactly("SLIP-NO-PRODUCTION-SERVER");
  }

  @Test
  void goesOnAfterAMalformedManifest() {
    MemorySourceTree tree = FASTAPI.with("backend/pyproject.toml", "[project\nname = ");
    assertThat(RepositoryReader.read(tree).value().services()).hasSize(1);
    assertThat(RepositoryReader.read(tree).diagnostics())
        .extracting(d -> d.code())
        .contains("SLIP-TOML-SYNTAX");
  }

  @Test
  void takesNoLibraryForAService() {
    MemorySourceTree tree =
        MemorySourceTree.of("lib", Map.of())
            .with("pyproject.toml", "[project]\nname = \"lib\"\ndependencies = [\"httpx\"]\n")
            .with("src/lib/__init__.py", "def f(): pass\n")
            .with("examples/app.py", "app = FastAPI()\n");
    assertThat(RepositoryReader.read(tree).value().services()).isEmpty();
  }

  @Test
  void takesAMemberOfAnEnumerationForADefault() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with("requirements.txt", "fastapi\npydantic-settings\nasyncpg\nsqlalchemy\n")
            .with("main.py", "app = FastAPI()\npool = asyncpg.create_pool(url)\n")
            .with(
                "settings.py",
                """
                class Settings(BaseSettings):
                    app_env: Stage = Stage.prod
                    level: Stage = Stage()
                """);
    Service service = RepositoryReader.read(tree).value().services().getFirst();
    assertThat(service.variables())
        .extracting(v -> v.name() + "=" + v.defaultValue().orElse(""))
        .contains("APP_ENV=prod", "LEVEL=");
    assertThat(service.datastores().getFirst().client()).contains("asyncpg pool");
  }

  @Test
  void takesNoHeaderOfARequestForAVariable() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with("requirements.txt", "flask\n")
            .with("app.py", "app = Flask(__name__)\nx = request.environ['HTTP_AUTHORIZATION']\n");
    assertThat(RepositoryReader.read(tree).value().services().getFirst().variables()).isEmpty();
  }
}
