package dev.slipway.intake.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.intake.Service;
import dev.slipway.intake.ServiceKind;
import dev.slipway.intake.Variable;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.vocabulary.Endpoint;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.MigrationTool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoReaderTest {

  private static final MemorySourceTree TREE =
      MemorySourceTree.of("relay", Map.of())
          .with(
              "go.mod",
              """
              module github.com/acme/relay/v2

              go 1.24.1

              toolchain go1.25.3

              require (
              	github.com/go-chi/chi/v5 v5.2.0
              	github.com/jackc/pgx/v5 v5.7.0
              	cloud.google.com/go/pubsub v1.45.0
              	github.com/redis/go-redis/v9 v9.7.0 // indirect
              )
              """)
          .with("go.sum", "")
          .with(
              "cmd/api/main.go",
              """
              package main

              import "github.com/acme/relay/v2/internal/web"
              import "github.com/acme/relay/v2/internal/config"

              func main() {
              	c := config.LoadAPI()
              	http.ListenAndServe(":"+c.Port, web.Routes())
              }
              """)
          .with(
              "cmd/worker/main.go",
              """
              package main

              import (
              	"cloud.google.com/go/pubsub"
              	"github.com/acme/relay/v2/internal/config"
              )

              func main() {
              	config.LoadWorker()
              	go http.ListenAndServe(":8081", health)
              	sub.Receive(ctx, handle)
              }
              """)
          .with("cmd/migrate/main.go", "package main\n\nfunc main() {\n\tm.Up()\n}\n")
          .with("tools/gen/main.go", "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n")
          .with(
              "internal/config/config.go",
              """
              package config

              import "github.com/jackc/pgx/v5/pgxpool"

              func LoadAPI() API {
              	return API{Port: envOr("PORT", "9090"), Token: must("API_TOKEN", os.Getenv("API_TOKEN")), URL: os.Getenv("DATABASE_URL")}
              }

              func LoadWorker() Worker {
              	cfg.MaxConns = 7
              	return Worker{Attempts: optional(os.Getenv("MAX_ATTEMPTS"), "8"), URL: os.Getenv("DATABASE_URL")}
              }
              """)
          .with(
              "internal/web/routes.go",
              """
              package web

              import "github.com/go-chi/chi/v5"

              func Routes() http.Handler {
              	r := chi.NewRouter()
              	r.Get("/healthz", ok)
              	r.Route("/v1", func(r chi.Router) {
              		r.Post("/events", add)
              		r.Route("/users", func(r chi.Router) {
              			r.Get("/{id}", show)
              		})
              	})
              	r.Mount("/admin", adminRoutes())
              	return r
              }

              func adminRoutes() http.Handler {
              	r := chi.NewRouter()
              	r.Delete("/cache", drop)
              	return r
              }
              """)
          .with("migrations/000001_init.up.sql", "create table t();")
          .with("migrations/000001_init.down.sql", "drop table t;")
          .with(
              "internal/web/routes_test.go",
              "package web\n\nfunc TestX() { os.Getenv(\"ONLY_IN_TESTS\") }\n");

  private static List<Service> services(MemorySourceTree tree) {
    return RepositoryReader.read(tree).value().services();
  }

  private static Service named(String name) {
    return services(TREE).stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void findsOneServiceForEachProgramThatRunsOn() {
    assertThat(services(TREE))
        .extracting(Service::name, s -> s.kind().value())
        .containsExactly(tuple("api", ServiceKind.WEB), tuple("worker", ServiceKind.WORKER));
    assertThat(RepositoryReader.read(TREE).value().projectName().value()).isEqualTo("relay");
  }

  @Test
  void takesTheToolchainsVersion() {
    assertThat(named("api").languageVersion().orElseThrow().value()).isEqualTo("1.25");
    assertThat(named("api").build().orElseThrow().value()).endsWith("-o", "bin/api", "./cmd/api");
  }

  @Test
  void nestsChiRoutesAndMounts() {
    assertThat(named("api").endpoints())
        .extracting(Endpoint::method, Endpoint::path)
        .containsExactly(
            tuple("DELETE", "/admin/cache"),
            tuple("GET", "/healthz"),
            tuple("POST", "/v1/events"),
            tuple("GET", "/v1/users/{id}"));
    assertThat(named("api").port().orElseThrow().value()).isEqualTo(9090);
    assertThat(named("api").portFromEnvironment()).isTrue();
  }

  @Test
  void givesEachProgramOnlyTheVariablesOfFunctionsItReaches() {
    assertThat(named("api").variables())
        .extracting(Variable::name)
        .containsExactly("API_TOKEN", "DATABASE_URL");
    assertThat(named("worker").variables())
        .extracting(Variable::name, v -> v.defaultValue().orElse(""))
        .containsExactly(tuple("DATABASE_URL", ""), tuple("MAX_ATTEMPTS", "8"));
    assertThat(named("worker").poolSize().orElseThrow().value()).isEqualTo(7);
  }

  @Test
  void takesDatastoresFromWhatAProgramImports() {
    assertThat(named("api").datastores())
        .extracting(d -> d.engine())
        .containsExactly(Engine.POSTGRESQL);
    assertThat(named("worker").datastores())
        .extracting(d -> d.engine())
        .containsExactly(Engine.POSTGRESQL, Engine.TOPIC);
  }

  @Test
  void migratesWithTheProjectsOwnCommand() {
    assertThat(named("api").migrations().orElseThrow().tool())
        .isEqualTo(MigrationTool.GOLANG_MIGRATE);
    assertThat(named("api").migrations().orElseThrow().files())
        .containsExactly("migrations/000001_init.up.sql");
    assertThat(named("api").migrations().orElseThrow().command()).containsExactly("./bin/migrate");
  }

  @Test
  void followsGinGroupsIntoTheFunctionsTheyAreHandedTo() {
    MemorySourceTree gin =
        MemorySourceTree.of("gin", Map.of())
            .with(
                "go.mod",
                "module example.com/gin\n\ngo 1.23\n\nrequire github.com/gin-gonic/gin v1.10.0\n")
            .with(
                "main.go",
                """
                package main

                import "github.com/gin-gonic/gin"
                import "example.com/gin/users"

                func main() {
                	r := gin.Default()
                	v1 := r.Group("/api/v1")
                	users.Register(v1.Group("/users"))
                	v1.GET("/ping", pong)
                	r.Run(":8088")
                }
                """)
            .with(
                "users/users.go",
                "package users\n\n"
                    + "func Register(g *gin.RouterGroup) {\n"
                    + "\tg.POST(\"/login\", login)\n"
                    + "}\n");
    Service service = services(gin).getFirst();
    assertThat(service.endpoints())
        .extracting(Endpoint::path)
        .containsExactly("/api/v1/ping", "/api/v1/users/login");
    assertThat(service.port().orElseThrow().value()).isEqualTo(8088);
    assertThat(service.health().orElseThrow().value()).isEqualTo("/api/v1/ping");
  }

  @Test
  void readsStructTags() {
    MemorySourceTree tree =
        TREE.with(
            "cmd/api/settings.go",
            "package main\n\n"
                + "type s struct {\n"
                + "\tA string `env:\"SHOP_TOKEN,required\"`\n"
                + "\tB int `env:\"WORKERS\" envDefault:\"4\"`\n"
                + "}\n");
    assertThat(services(tree).getFirst().variables())
        .extracting(Variable::name, Variable::required, v -> v.defaultValue().orElse(""))
        .contains(tuple("SHOP_TOKEN", true, ""), tuple("WORKERS", false, "4"));
  }

  @Test
  void reportsAManifestWithoutAModule() {
    MemorySourceTree tree = MemorySourceTree.of("broken", Map.of("go.mod", "modul x\n"));
    assertThat(RepositoryReader.read(tree).diagnostics())
        .extracting(d -> d.code())
        .contains("SLIP-GO-MOD-SYNTAX");
  }

  private static Service fiber(String main, Map<String, String> more) {
    MemorySourceTree tree =
        MemorySourceTree.of("shop", more)
            .with(
                "go.mod",
                """
                module github.com/acme/shop

                go 1.26

                require (
                	github.com/gofiber/fiber/v2 v2.52.0
                	google.golang.org/grpc v1.70.0
                )
                """)
            .with("cmd/app/main.go", main);
    return RepositoryReader.read(tree).value().services().getFirst();
  }

  private static final String BOTH_PROTOCOLS =
      """
      package main

      import (
      	"github.com/gofiber/fiber/v2"
      	"google.golang.org/grpc"
      )

      type http struct {
      	Port string `env:"HTTP_PORT,required"`
      }

      const defaultAddr = ":80"

      func main() {
      	go grpc.NewServer()
      	app := fiber.New()
      	app.Listen(":" + c.Port)
      }
      """;

  @Test
  void answersHttpWhereAFrameworkListensBesideGrpc() {
    assertThat(fiber(BOTH_PROTOCOLS, Map.of()).traits()).isEmpty();
  }

  @Test
  void takesThePortOfTheExampleWhereTheProgramAsksForOne() {
    Service service = fiber(BOTH_PROTOCOLS, Map.of(".env.example", "HTTP_PORT=8080\n"));

    assertThat(service.port().orElseThrow().value()).isEqualTo(8080);
    assertThat(service.port().orElseThrow().evidence().where()).isEqualTo(".env.example:1");
  }

  @Test
  void readsVariablesThatAreReadIntoAPlace() {
    Service service =
        fiber(
            """
            package main

            import "github.com/gofiber/fiber/v2"

            func main() {
            	mustMapEnv(&svc.cartAddr, "CART_SERVICE_ADDR")
            	app := fiber.New()
            	app.Listen(addr)
            }
            """,
            Map.of());

    assertThat(service.variables())
        .extracting(Variable::name, Variable::required)
        .containsExactly(tuple("CART_SERVICE_ADDR", true));
  }

  @Test
  void takesThePortOfTheAddressThatTheProgramListensOn() {
    Service service =
        fiber(
            """
            package main

            import "github.com/gofiber/fiber/v2"

            func main() {
            	addr := env.GetEnv("ADDR", "8082")
            	app := fiber.New()
            	app.Listen(addr)
            }
            """,
            Map.of());

    assertThat(service.port().orElseThrow().value()).isEqualTo(8082);
  }
}
