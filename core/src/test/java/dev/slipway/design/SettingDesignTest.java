package dev.slipway.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Secret;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Setting.Property;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingDesignTest {

  private static ServiceDraft api() {
    return new ServiceDraft("api", Language.PYTHON)
        .framework("fastapi")
        .endpoint("GET", "/v1/things");
  }

  private static Optional<Setting.Value> value(Blueprint design, String workload, String name) {
    return design.workload(workload).orElseThrow().settings().stream()
        .filter(s -> s.name().equals(name))
        .map(Setting::value)
        .findFirst();
  }

  private static Optional<Setting.Value> value(ServiceDraft service, String name) {
    return value(new Wanted().service(service).design(), "api", name);
  }

  @Test
  void writesTheSchemeThatTheDriverNeeds() {
    assertThat(
            value(api().uses(Engine.POSTGRESQL, "asyncpg").secret("DATABASE_URL"), "DATABASE_URL"))
        .contains(new Setting.DatastoreUrl("main", "postgresql+asyncpg"));
    assertThat(
            value(api().uses(Engine.POSTGRESQL, "psycopg").secret("DATABASE_URL"), "DATABASE_URL"))
        .contains(new Setting.DatastoreUrl("main", "postgresql+psycopg"));
    assertThat(
            value(
                api().framework("django").uses(Engine.POSTGRESQL, "psycopg").secret("DATABASE_URL"),
                "DATABASE_URL"))
        .contains(new Setting.DatastoreUrl("main", "postgresql"));
    assertThat(
            value(
                new ServiceDraft("api", Language.GO)
                    .uses(Engine.POSTGRESQL, "pgx")
                    .secret("DATABASE_URL"),
                "DATABASE_URL"))
        .contains(new Setting.DatastoreUrl("main", "postgresql"));
    assertThat(
            value(
                new ServiceDraft("api", Language.NODE)
                    .uses(Engine.MYSQL, "mysql2")
                    .secret("DATABASE_URL"),
                "DATABASE_URL"))
        .contains(new Setting.DatastoreUrl("main", "mysql"));
  }

  @Test
  void tellsTheDatabasePieceByPieceWhereThatIsRead() {
    ServiceDraft service =
        api()
            .uses(Engine.POSTGRESQL, "psycopg2")
            .setting("DB_HOST")
            .setting("DB_PORT")
            .setting("POSTGRES_DB")
            .setting("PGUSER")
            .secret("DB_PASSWORD");
    assertThat(value(service, "DB_HOST"))
        .contains(new Setting.DatastoreProperty("main", Property.HOST));
    assertThat(value(service, "DB_PORT"))
        .contains(new Setting.DatastoreProperty("main", Property.PORT));
    assertThat(value(service, "POSTGRES_DB"))
        .contains(new Setting.DatastoreProperty("main", Property.NAME));
    assertThat(value(service, "PGUSER"))
        .contains(new Setting.DatastoreProperty("main", Property.USER));
    assertThat(new Wanted().service(service).design().secrets()).isEmpty();
  }

  @Test
  void givesASecretToItsReadersOnly() {
    Blueprint design =
        new Wanted()
            .service(api().secret("STRIPE_KEY").secret("SHARED_TOKEN"))
            .service(
                new ServiceDraft("mailer", Language.PYTHON)
                    .root("mailer")
                    .kind(ServiceKind.WORKER)
                    .secret("SHARED_TOKEN"))
            .design();
    assertThat(design.secrets())
        .extracting(Secret::name, Secret::readers)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("shared-token", List.of("api", "mailer")),
            org.assertj.core.groups.Tuple.tuple("stripe-key", List.of("api")));
  }

  @Test
  void leavesDefaultsToTheCode() {
    assertThat(value(api().variable("LOG_LEVEL", false, false, "INFO"), "LOG_LEVEL")).isEmpty();
    assertThat(value(api().setting("PORT"), "PORT")).isEmpty();
  }

  @Test
  void asksForWhatNobodyKnows() {
    Blueprint design = new Wanted().service(api().setting("TENANT")).design();
    assertThat(value(design, "api", "TENANT")).contains(new Setting.SecretReference("tenant"));
    assertThat(design.questions()).anyMatch(q -> q.text().contains("TENANT"));
  }

  @Test
  void warnsOfAddressesThatOnlyALaptopReaches() {
    Wanted wanted =
        new Wanted().service(api().variable("GEOCODER_URL", false, true, "http://localhost:9000"));
    assertThat(wanted.codes()).contains("SLIP-SETTING-LOCAL");
  }

  @Test
  void sendsTheBrowserToThePublicOriginAndTheServerToTheWorkload() {
    Wanted wanted =
        new Wanted()
            .service(api())
            .service(
                new ServiceDraft("web", Language.NODE)
                    .root("web")
                    .framework("next")
                    .setting("NEXT_PUBLIC_API_URL")
                    .setting("BACKEND_URL"))
            .set("domain=shop.example.com");
    Blueprint design = wanted.design();
    assertThat(value(design, "web", "NEXT_PUBLIC_API_URL")).contains(new Setting.PublicOrigin());
    assertThat(value(design, "web", "BACKEND_URL")).contains(new Setting.WorkloadUrl("api"));
    assertThat(design.workload("web").orElseThrow().settings())
        .filteredOn(Setting::buildTime)
        .extracting(Setting::name)
        .containsExactly("NEXT_PUBLIC_API_URL");
  }

  @Test
  void keepsTheFormOfAListOfOrigins() {
    Wanted json =
        new Wanted()
            .service(api().variable("CORS_ORIGINS", false, false, "[\"http://localhost:3000\"]"))
            .set("domain=a.example.com");
    Wanted plain =
        new Wanted()
            .service(api().variable("CORS_ORIGINS", false, false, "http://localhost:3000"))
            .set("domain=a.example.com");
    assertThat(value(json.design(), "api", "CORS_ORIGINS"))
        .hasValueSatisfying(v -> assertThat(v.toString()).contains("[\"https://a.example.com\"]"));
    assertThat(value(plain.design(), "api", "CORS_ORIGINS"))
        .hasValueSatisfying(v -> assertThat(v.toString()).contains("text=https://a.example.com"));
  }

  @Test
  void knowsWhatThePlatformKnows() {
    ServiceDraft service =
        api()
            .setting("GOOGLE_CLOUD_PROJECT")
            .setting("ENVIRONMENT")
            .setting("GCP_REGION")
            .variable("NODE_ENV", false, false, "development");
    assertThat(value(service, "GOOGLE_CLOUD_PROJECT")).contains(new Setting.AccountId());
    assertThat(value(service, "ENVIRONMENT")).contains(new Setting.EnvironmentName());
    assertThat(value(service, "GCP_REGION")).contains(new Setting.RegionName());
    assertThat(value(service, "NODE_ENV")).contains(new Setting.Literal("production"));
  }

  @Test
  void namesTopicsAfterTheVariablesThatHoldThem() {
    Blueprint design =
        new Wanted()
            .service(
                api()
                    .uses(Engine.TOPIC, "")
                    .variable("ORDERS_TOPIC", false, true, "orders")
                    .setting("REFUNDS_TOPIC"))
            .service(
                new ServiceDraft("worker", Language.PYTHON)
                    .root("worker")
                    .kind(ServiceKind.WORKER)
                    .uses(Engine.TOPIC, "")
                    .variable("ORDERS_SUBSCRIPTION", false, true, "orders-worker"))
            .design();
    assertThat(design.datastores()).extracting(d -> d.name()).containsExactly("orders", "refunds");
    assertThat(value(design, "api", "ORDERS_TOPIC"))
        .contains(new Setting.DatastoreProperty("orders", Property.NAME));
    assertThat(value(design, "api", "REFUNDS_TOPIC"))
        .contains(new Setting.DatastoreProperty("refunds", Property.NAME));
    assertThat(value(design, "worker", "ORDERS_SUBSCRIPTION"))
        .contains(new Setting.DatastoreProperty("orders", Property.SUBSCRIPTION));
  }

  @Test
  void keepsTheAddressOfWhatRunsElsewhereInASecret() {
    Wanted wanted =
        new Wanted()
            .service(
                new ServiceDraft("api", Language.NODE)
                    .uses(Engine.MONGODB, "mongoose")
                    .secret("MONGODB_URI"));
    assertThat(value(wanted.design(), "api", "MONGODB_URI"))
        .contains(new Setting.SecretReference("mongodb-url"));
    assertThat(wanted.codes()).contains("SLIP-DATASTORE-EXTERNAL");
  }

  @Test
  void givesAMigrationInGoTheDatabaseAndNothingElse() {
    ServiceDraft service =
        new ServiceDraft("a-service-with-long", Language.GO)
            .uses(Engine.POSTGRESQL, "pgx")
            .secret("DATABASE_URL")
            .secret("API_TOKEN")
            .migrations(MigrationTool.GOOSE, "goose", "up");
    Blueprint design = new Wanted().service(service).design();
    String job = design.delivery().migrationJobs().getFirst();
    assertThat(job).hasSizeLessThanOrEqualTo(20).endsWith("-migrate");
    assertThat(design.workload(job).orElseThrow().settings())
        .extracting(Setting::name)
        .containsExactly("DATABASE_URL");
    assertThat(design.workload(job).orElseThrow().image().of()).isEqualTo("a-service-with-long");
  }

  @Test
  void givesFilesForTheBrowserOnlyWhatIsCompiledIn() {
    ServiceDraft site =
        new ServiceDraft("site", Language.NODE)
            .kind(ServiceKind.STATIC_SITE)
            .setting("API_URL")
            .variable("VITE_TITLE", false, true, "Shop");
    Blueprint design = new Wanted().service(site).design();
    assertThat(design.workload("site").orElseThrow().settings())
        .extracting(Setting::name)
        .containsExactly("VITE_TITLE");
    assertThat(design.secrets()).isEmpty();
  }

  @Test
  void leavesHostsAndEnvironmentToCodeThatKnowsOtherWords() {
    ServiceDraft service =
        api().variable("ALLOWED_HOSTS", false, false, "").variable("APP_ENV", false, false, "prod");
    assertThat(value(service, "ALLOWED_HOSTS")).isEmpty();
    assertThat(value(service, "APP_ENV")).isEmpty();
    assertThat(value(api().framework("django").setting("ALLOWED_HOSTS"), "ALLOWED_HOSTS"))
        .contains(new Setting.Literal(".run.app"));
  }

  @Test
  void givesADjangoProjectsWorkersTheSchemeOfDjango() {
    Blueprint design =
        new Wanted()
            .service(
                api().framework("django").uses(Engine.POSTGRESQL, "psycopg").secret("DATABASE_URL"))
            .service(
                new ServiceDraft("worker", Language.PYTHON)
                    .kind(ServiceKind.WORKER)
                    .framework("celery")
                    .uses(Engine.POSTGRESQL, "psycopg")
                    .secret("DATABASE_URL"))
            .design();
    assertThat(value(design, "worker", "DATABASE_URL"))
        .contains(new Setting.DatastoreUrl("main", "postgresql"));
  }

  @Test
  void letsAServerListenToEverybodyInItsContainer() {
    assertThat(value(api().variable("HOST", false, false, "localhost"), "HOST"))
        .contains(new Setting.Literal("0.0.0.0"));
    assertThat(value(api().variable("HOST", false, false, "0.0.0.0"), "HOST")).isEmpty();
  }

  @Test
  void tellsAProgramThePortThatItAsksForByAnotherName() {
    assertThat(value(api().setting("HTTP_PORT"), "HTTP_PORT"))
        .contains(new Setting.Literal("8080"));
  }

  @Test
  void knowsRabbitByItsShortName() {
    assertThat(value(api().uses(Engine.RABBITMQ, "amqp091-go").secret("RMQ_URL"), "RMQ_URL"))
        .contains(new Setting.SecretReference("rabbitmq-url"));
    assertThat(value(api().uses(Engine.RABBITMQ, "amqp091-go").secret("RMQ_URL"), "RABBITMQ_URL"))
        .isEmpty();
  }

  @Test
  void takesADatabasesAddressForItsUrl() {
    assertThat(
            value(
                new ServiceDraft("api", Language.GO)
                    .uses(Engine.POSTGRESQL, "pq")
                    .variable("DB_ADDR", false, false, ""),
                "DB_ADDR"))
        .contains(new Setting.DatastoreUrl("main", "postgres"));
  }
}
