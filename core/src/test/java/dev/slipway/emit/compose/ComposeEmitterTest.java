package dev.slipway.emit.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.document.Node;
import dev.slipway.document.YamlDocument;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.Samples;
import dev.slipway.oracle.Tool;
import dev.slipway.vocabulary.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposeEmitterTest {

  @Test
  void runsTheMigrationBeforeWhatNeedsTheDatabase() {
    Node services = services(Samples.chat());
    assertThat(services.at("api", "depends_on", "migrate", "condition").flatMap(Node::text))
        .contains("service_completed_successfully");
    assertThat(services.at("migrate", "depends_on", "main", "condition").flatMap(Node::text))
        .contains("service_healthy");
    assertThat(services.at("migrate", "depends_on", "migrate")).isEmpty();
  }

  @Test
  void namesSecretsAndHoldsNone() {
    assertThat(
            services(Samples.chat())
                .at("api", "environment", "ANTHROPIC_API_KEY")
                .flatMap(Node::text))
        .contains("${ANTHROPIC_API_KEY:-}");
  }

  @Test
  void noAddressCarriesAPassword() {
    assertThat(
            services(Samples.chat()).at("api", "environment", "DATABASE_URL").flatMap(Node::text))
        .contains("postgresql+asyncpg://app@main:5432/chat");
    assertThat(file(Samples.chat()).text())
        .doesNotContainPattern("://[^/\\s]*:[^/\\s]*@")
        .doesNotContain("PASSWORD:");
  }

  @Test
  void givesEachServiceItsOwnPortOnTheMachineOnly() {
    Node services = services(Samples.chat());
    assertThat(services.at("api", "ports").orElseThrow().texts())
        .containsExactly("127.0.0.1:8080:8080");
    assertThat(services.at("web", "ports").orElseThrow().texts())
        .containsExactly("127.0.0.1:8081:8080");
  }

  @Test
  void putsThisMachinesAddressWhereAnEnvironmentsOwnStands() {
    Workload api = Samples.chat().workload("api").orElseThrow();
    Setting origins =
        new Setting(
            "ORIGINS",
            new Setting.PerEnvironment(
                List.of(
                    new Setting.EnvironmentText(
                        "staging", "[\"https://staging.chat.example.com\"]"))),
            false,
            "");
    Blueprint blueprint =
        Blueprints.edit(Samples.chat()).with(Samples.settings(api, List.of(origins))).build();
    assertThat(services(blueprint).at("api", "environment", "ORIGINS").flatMap(Node::text))
        .contains("[\"http://localhost:8081\"]");
  }

  @Test
  void takesTheImageThatHasTheExtension() {
    assertThat(services(Samples.chat()).at("main", "image").flatMap(Node::text))
        .contains("pgvector/pgvector:pg17");
  }

  @Test
  void oneEmulatorServesAllTopics() {
    Blueprint blueprint =
        Blueprints.edit(Samples.chat())
            .with(new Datastore.Topic("audits", Engine.TOPIC, 7, List.of()))
            .build();
    Node services = services(blueprint);
    assertThat(services.get("audits")).isPresent();
    assertThat(services.get("events")).isEmpty();
    assertThat(services.at("api", "environment", "PUBSUB_EMULATOR_HOST").flatMap(Node::text))
        .contains("audits:8085");
    assertThat(services.at("worker", "depends_on", "audits")).isPresent();
  }

  @Test
  void aDollarSignOfTheProjectIsNoVariable() {
    Workload api = Samples.chat().workload("api").orElseThrow();
    Setting greeting = new Setting("GREETING", new Setting.Literal("${HOME}\nx: y"), false, "");
    Blueprint blueprint =
        Blueprints.edit(Samples.chat()).with(Samples.settings(api, List.of(greeting))).build();
    assertThat(services(blueprint).at("api", "environment", "GREETING").flatMap(Node::text))
        .contains("$${HOME}\nx: y");
  }

  @Test
  void aWorkloadStepsAsideForADatastoreOfItsName() {
    Workload api = Samples.chat().workload("api").orElseThrow();
    Datastore cache =
        new Datastore.Cache("api", Engine.REDIS, "7.2", Datastore.Login.NONE, false, List.of());
    Blueprint blueprint = Blueprints.edit(Samples.chat()).with(api).with(cache).build();
    assertThat(services(blueprint).at("api-app", "build")).isPresent();
    assertThat(services(blueprint).at("api", "image")).isPresent();
    assertThat(new Connection(cache.element(), Connection.Access.READ).to().name())
        .isEqualTo("api");
  }

  @Test
  void leavesTheProjectsOwnFileAlone() {
    assertThat(
            ComposeEmitter.emit(Samples.chat(), Samples.chatTree().with("docker-compose.yml", ""))
                .value())
        .isEmpty();
  }

  @Test
  void fitsTheComposeSpecification(@TempDir Path folder) throws Exception {
    Tool schema = Tool.require("check-jsonschema");
    for (Blueprint blueprint : List.of(Samples.chatWithBuildTimeAddress(), Samples.relay())) {
      Path file = Files.writeString(folder.resolve("compose.yaml"), file(blueprint).text());
      Tool.Result result =
          schema.run(folder, "--builtin-schema", "vendor.compose-spec", file.toString());
      assertThat(result.exitCode()).as(result.output()).isZero();
    }
  }

  private static GeneratedFile file(Blueprint blueprint) {
    return ComposeEmitter.emit(blueprint, Samples.chatTree()).value().getFirst();
  }

  private static Node services(Blueprint blueprint) {
    return YamlDocument.read("compose.yaml", file(blueprint).text())
        .value()
        .flatMap(n -> n.get("services"))
        .orElseThrow();
  }
}
