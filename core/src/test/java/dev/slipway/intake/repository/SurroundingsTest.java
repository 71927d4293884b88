package dev.slipway.intake.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Service;
import dev.slipway.intake.Subjects;
import dev.slipway.intake.Variable;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

  private static final MemorySourceTree TREE =
      MemorySourceTree.of("shop", Map.of())
          .with("requirements.txt", "flask\ngunicorn\nPyMySQL\n")
          .with("app.py", "app = Flask(__name__)\n");

  private static Service only(MemorySourceTree tree) {
    return RepositoryReader.read(tree).value().services().getFirst();
  }

  private static List<String> improvements(String dockerfile) {
    return only(TREE.with("Dockerfile", dockerfile)).dockerfile().orElseThrow().improvements();
  }

  @Test
  void namesWhatIsWrongWithADockerfile() {
    List<String> found =
        improvements(
            """
            FROM python
            ARG API_TOKEN
            ENV DB_PASSWORD=hunter2 \\
                MODE=prod
            ADD https://example.org/x.tar.gz /x
            RUN apt-get update && apt-get install -y gcc
            COPY . .
            EXPOSE 5000
            HEALTHCHECK CMD curl -f http://localhost:5000/
            CMD python app.py
            """);
    assertThat(String.join("\n", found))
        .contains(
            "Line 1: The base image python has no fixed version",
            "Line 2: ARG API_TOKEN",
            "Line 3: ENV DB_PASSWORD",
            "Line 5: ADD downloads",
            "Line 6: apt-get",
            "Line 9: The health check calls curl",
            "Line 10: CMD runs through a shell",
            "runs as root",
            "no .dockerignore and everything is copied")
        .doesNotContain("hunter2");
  }

  @Test
  void findsNothingWrongWithAGoodDockerfile() {
    MemorySourceTree tree =
        TREE.with(".dockerignore", ".git\n")
            .with(
                "Dockerfile",
                """
                FROM python:3.13-slim@sha256:aaaa AS build
                RUN pip install -r requirements.txt
                FROM build
                USER 10001
                HEALTHCHECK CMD ["python", "-c", "import urllib.request"]
                CMD ["gunicorn", "app:app"]
                """);
    assertThat(only(tree).dockerfile().orElseThrow().improvements()).isEmpty();
  }

  @Test
  void takesThePortOfTheDockerfileOverTheConvention() {
    assertThat(
            only(TREE.with("Dockerfile", "FROM python:3.13\nEXPOSE 5000/tcp\n"))
                .port()
                .orElseThrow()
                .value())
        .isEqualTo(5000);
    assertThat(only(TREE).port().orElseThrow().value()).isEqualTo(8080);
  }

  @Test
  void readsVersionsOutOfImages() {
    Evidence why = Evidence.assumed("test");
    assertThat(
            List.of(
                "postgres:16-alpine",
                "postgis/postgis:15-3.4",
                "pgvector/pgvector:pg17",
                "mysql:8.4.2",
                "redis:7.4",
                "mcr.example/library/postgres@sha256:abc",
                "timescale/timescaledb:2.17.2-pg16",
                "localhost:5000/redis"))
        .extracting(i -> ComposeFile.storeOf(i, why).orElseThrow())
        .extracting(d -> d.engine(), d -> d.version().orElse("-"), d -> d.extensions())
        .containsExactly(
            tuple(Engine.POSTGRESQL, "16", List.of()),
            tuple(Engine.POSTGRESQL, "15", List.of("postgis")),
            tuple(Engine.POSTGRESQL, "17", List.of("vector")),
            tuple(Engine.MYSQL, "8.4", List.of()),
            tuple(Engine.REDIS, "7", List.of()),
            tuple(Engine.POSTGRESQL, "-", List.of()),
            tuple(Engine.POSTGRESQL, "16", List.of("timescaledb")),
            tuple(Engine.REDIS, "-", List.of()));
    assertThat(ComposeFile.storeOf("nginx:1", why)).isEmpty();
  }

  @Test
  void readsTheExampleOfTheEnvironmentWithoutItsPlaceholders() {
    Service service =
        only(
            TREE.with(
                ".env.example",
                """
                # How chatty the log is
                LOG_LEVEL=info

                API_KEY=change-me
                SUPPORT_URL=https://help.acme.io # shown in mails
                CALLBACK=http://localhost:3000
                BROKEN LINE
                """));
    assertThat(service.variables())
        .extracting(
            Variable::name, Variable::secret, v -> v.defaultValue().orElse("-"), Variable::purpose)
        .containsExactly(
            tuple("API_KEY", true, "-", ""),
            tuple("CALLBACK", false, "-", ""),
            tuple("LOG_LEVEL", false, "info", "How chatty the log is"),
            tuple("SUPPORT_URL", false, "https://help.acme.io", "shown in mails"));
  }

  @Test
  void claimsWhatTheServicesUse() {
    RepositoryFacts facts =
        RepositoryReader.read(
                TREE.with(".github/workflows/ci.yml", "name: CI\non: push\n")
                    .with("compose.yaml", "services:\n  db:\n    image: mysql:8.0\n"))
            .value();
    assertThat(facts.claims())
        .extracting(c -> c.subject(), c -> c.value())
        .containsExactly(
            tuple(Subjects.DATABASE_ENGINE, Engine.MYSQL),
            tuple(Subjects.DATABASE_VERSION, "8.0"),
            tuple(Subjects.PIPELINE, PipelineProvider.GITHUB_ACTIONS));
    assertThat(facts.workflows())
        .extracting(w -> w.path())
        .containsExactly(".github/workflows/ci.yml");
  }

  @Test
  void tellsSecretsFromSettingsByName() {
    assertThat(
            List.of(
                "OPENAI_API_KEY",
                "DATABASE_URL",
                "SENTRY_DSN",
                "JWT_SECRET",
                "SMTP_PASSWORD",
                "REDIS_URL",
                "SLACK_WEBHOOK_URL",
                "DB_CONNECTION_STRING",
                "AWS_ACCESS_KEY_ID"))
        .allMatch(Secrets::isSecret);
    assertThat(
            List.of(
                "MAX_TOKENS",
                "ACCESS_TOKEN_EXPIRE_MINUTES",
                "NEXT_PUBLIC_API_KEY",
                "VITE_TOKEN",
                "PASSWORD_MIN_LENGTH",
                "TOKEN_URL",
                "API_BASE_URL",
                "STRIPE_PUBLISHABLE_KEY",
                "JWT_PUBLIC_KEY",
                "KEY_PREFIX",
                "LOG_LEVEL",
                "TOKEN_ENDPOINT"))
        .noneMatch(Secrets::isSecret);
  }

  @Test
  void survivesComposeFilesOfAnyShape() {
    for (String text :
        List.of(
            "",
            "[]",
            "services: 3",
            "services:\n"
                + "  a: null\n"
                + "  b:\n"
                + "    build: ../../..\n"
                + "    ports: [[1], {target: x}]\n"
                + "    environment: [1, 'A']\n",
            "services: {a: {image: [x]}}",
            "a: [",
            "\t")) {
      assertThat(RepositoryReader.read(TREE.with("docker-compose.yml", text)).value().services())
          .hasSize(1);
    }
  }

  @Test
  void readsHostileSourceInLinearTime() {
    String nasty =
        "x = FastAPI(\n"
            + "(".repeat(50_000)
            + "\n@app.get('"
            + "a".repeat(50_000)
            + "\n"
            + "const {".repeat(20_000)
            + "\nos.getenv('"
            + "A".repeat(100_000)
            + "\n"
            + "import ".repeat(20_000)
            + "\nclass A("
            + "B, ".repeat(30_000);
    MemorySourceTree tree = TREE;
    for (String name : List.of("a.py", "b.ts", "c.go")) {
      tree =
          tree.with("src/" + name, nasty)
              .with("go.mod", "module x\n")
              .with("package.json", "{\"dependencies\":{\"express\":\"5\"}}");
    }
    long start = System.nanoTime();
    RepositoryReader.read(tree);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void buildsFromTheFolderThatHasWhatTheDockerfileCopies() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with("uv.lock", "version = 1\n")
            .with("pyproject.toml", "[tool.uv.workspace]\nmembers = ['backend']\n")
            .with("backend/pyproject.toml", "[project]\nname = 'api'\ndependencies = ['fastapi']\n")
            .with("backend/app/main.py", "app = FastAPI()\n")
            .with(
                "backend/Dockerfile",
                "FROM python:3.14\nCOPY ./backend/app /app\nCOPY uv.lock /\n");
    assertThat(only(tree).dockerfile().orElseThrow().context()).isEmpty();
    assertThat(only(tree.with("backend/Dockerfile", "FROM python\nCOPY app /app\n")).dockerfile())
        .hasValueSatisfying(d -> assertThat(d.context()).isEqualTo("backend"));
  }

  @Test
  void buildsFromTheFolderThatTheComposeFileNames() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with("api/requirements.txt", "flask\ngunicorn\n")
            .with("api/app.py", "app = Flask(__name__)\n")
            .with("api/Dockerfile", "FROM python\nCOPY . .\n")
            .with(
                "compose.yaml",
                "services:\n"
                    + "  api:\n"
                    + "    build:\n"
                    + "      context: .\n"
                    + "      dockerfile: api/Dockerfile\n");
    assertThat(only(tree).dockerfile().orElseThrow().context()).isEmpty();
  }

  @Test
  void warnsOfADockerfileThatCopiesWhatACheckoutLacks() {
    MemorySourceTree tree =
        TREE.with(
            "Dockerfile", "FROM a AS b\nFROM c\nCOPY --from=b /x /x\nCOPY app.py dist/api /srv/\n");
    assertThat(RepositoryReader.read(tree).diagnostics())
        .filteredOn(d -> d.code().equals("SLIP-DOCKERFILE-SOURCE-MISSING"))
        .singleElement()
        .satisfies(d -> assertThat(d.summary()).contains("dist/api"))
        .satisfies(d -> assertThat(d.span().orElseThrow()).hasToString("Dockerfile:4"));
  }

  @Test
  void takesAMalformedFileForAnErrorOnlyWhereTheDesignDependsOnIt() {
    assertThat(severities(TREE.with("{{cookiecutter.slug}}/pyproject.toml", "{% if x %}\n")))
        .containsExactly(Severity.WARNING);
    assertThat(severities(TREE.with("docker-compose.prod.yml", "services:\n  %x\n")))
        .containsExactly(Severity.WARNING);
    assertThat(severities(TREE.with("api/pyproject.toml", "[project\n")))
        .containsExactly(Severity.ERROR);
  }

  private static List<Severity> severities(MemorySourceTree tree) {
    return RepositoryReader.read(tree).diagnostics().stream()
        .filter(d -> d.code().endsWith("-SYNTAX"))
        .map(Diagnostic::severity)
        .toList();
  }

  @Test
  void leavesTheMigrationToItsJob() {
    MemorySourceTree tree =
        TREE.with("requirements.txt", "flask\nflask-migrate\ngunicorn\n")
            .with("migrations/env.py", "from alembic import context\n")
            .with("migrations/alembic.ini", "[alembic]\n");
    assertThat(
            only(tree.with("Procfile", "web: flask db upgrade; gunicorn app:app\n"))
                .start()
                .orElseThrow()
                .value())
        .containsExactly("gunicorn", "app:app");
    assertThat(
            only(tree.with("Procfile", "web: flask db upgrade; flask x; gunicorn app:app\n"))
                .start()
                .orElseThrow()
                .value())
        .containsExactly("sh", "-c", "flask x && exec gunicorn app:app");
  }

  @Test
  void startsWhatTheDockerfileStartsAndFindsMigrationsTheSameWay() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with("requirements.txt", "fastapi\nalembic\nsqlalchemy\npsycopg\n")
            .with("main.py", "app = FastAPI()\n")
            .with("alembic.ini", "[alembic]\nscript_location = migrations\n")
            .with("migrations/env.py", "from alembic import context\n")
            .with("Dockerfile", "FROM python:3.13\nCMD poetry run uvicorn main:app\n");
    Service service = only(tree);
    assertThat(service.start().orElseThrow().value())
        .containsExactly("poetry", "run", "uvicorn", "main:app");
    assertThat(service.migrations().orElseThrow().command())
        .containsExactly("poetry", "run", "alembic", "upgrade", "head");
  }

  @Test
  void complainsOfNoDevelopmentServerThatTheDockerfileDoesNotStart() {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", Map.of())
            .with("requirements.txt", "flask\n")
            .with("app.py", "app = Flask(__name__)\n");
    assertThat(RepositoryReader.read(tree).diagnostics())
        .extracting(Diagnostic::code)
        .contains("SLIP-NO-PRODUCTION-SERVER");
    assertThat(
            RepositoryReader.read(
                    tree.with("Dockerfile", "FROM a\nCMD [\"uwsgi\", \"/etc/uwsgi.ini\"]\n"))
                .diagnostics())
        .extracting(Diagnostic::code)
        .doesNotContain("SLIP-NO-PRODUCTION-SERVER");
  }

  @Test
  void goesOnWithoutAComposeFileOrWorkflowThatIsMalformed() {
    MemorySourceTree tree =
        TREE.with("docker-compose.yml", "services:\n  db:\n    image: \"postgres\n")
            .with(".github/workflows/ci.yml", "on: [push\n");

    assertThat(RepositoryReader.read(tree).diagnostics())
        .filteredOn(d -> d.code().equals("SLIP-YAML-SYNTAX"))
        .hasSize(2)
        .allMatch(d -> d.severity() == dev.slipway.diagnostic.Severity.WARNING);
  }

  @Test
  void saysWhichImagesAreLeftOutBecauseTheirLanguageIsNotRead() {
    MemorySourceTree tree =
        TREE.with("src/cart/src/Dockerfile", "FROM mcr.microsoft.com/dotnet/sdk:9.0\n")
            .with("src/cart/src/cart.csproj", "<Project/>")
            .with("tests/fake/Dockerfile", "FROM eclipse-temurin:25\n")
            .with("tests/fake/pom.xml", "<project/>");

    assertThat(RepositoryReader.read(tree).diagnostics())
        .filteredOn(d -> d.code().equals("SLIP-SERVICE-UNREAD"))
        .singleElement()
        .satisfies(d -> assertThat(d.detail()).contains("C#"));
  }

  @Test
  void readsASiteThatSvelteKitLeavesAsFiles() {
    MemorySourceTree tree =
        MemorySourceTree.of("site", Map.of())
            .with(
                "package.json",
                "{\"scripts\": {\"build\": \"vite build\"}, \"devDependencies\":"
                    + " {\"@sveltejs/kit\": \"2.0.0\", \"@sveltejs/adapter-static\": \"3.0.0\","
                    + " \"vite\": \"6.0.0\"}}")
            .with("vite.config.js", "export default {}\n")
            .with("src/routes/+page.svelte", "<h1>hello</h1>\n");

    assertThat(only(tree).kind().value()).isEqualTo(dev.slipway.intake.ServiceKind.STATIC_SITE);
    assertThat(only(tree).outputDirectory()).contains("build");
  }

  @Test
  void warnsOfAnImageThatStartsNothing() {
    assertThat(RepositoryReader.read(TREE.with("Dockerfile", "FROM python:3.13\n")).diagnostics())
        .filteredOn(d -> d.code().equals("SLIP-DOCKERFILE-NO-COMMAND"))
        .singleElement()
        .satisfies(d -> assertThat(d.fix()).contains("CMD [\"gunicorn\", "));
    assertThat(RepositoryReader.read(TREE.with("Dockerfile", "FROM mine/base:1\n")).diagnostics())
        .extracting(Diagnostic::code)
        .doesNotContain("SLIP-DOCKERFILE-NO-COMMAND");
  }
}
