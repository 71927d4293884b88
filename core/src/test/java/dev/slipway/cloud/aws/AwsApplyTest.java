package dev.slipway.cloud.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadDraft;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.terraform.TerraformEmitter;
import dev.slipway.oracle.Tool;
import dev.slipway.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applies printed stacks to an emulator of AWS: once, once more without any change, changed, and
 * destroyed. {@code SLIPWAY_WHOLE_MATRIX=true} applies every design; without it a few that cover
 * most passes. What the emulator does not do is in {@link Emulated}.
 */
class AwsApplyTest {

  private static final List<String> COVERING = List.of("minimal", "chat");
  private static final long PATIENCE_MINUTES = 15;
  private static final int CHANGES = 2;
  private static final Pattern PASSWORD =
      Pattern.compile("\\\\\"password\\\\\":\\\\\"([A-Za-z0-9]{40})\\\\\"");

  @TempDir private Path folder;

  static Stream<String> designs() {
    return "true".equals(System.getenv("SLIPWAY_WHOLE_MATRIX"))
        ? all().keySet().stream()
        : COVERING.stream();
  }

  private static SequencedMap<String, Blueprint> all() {
    SequencedMap<String, Blueprint> all = new LinkedHashMap<>(Designs.all());
    DataDesigns.all().forEach((name, design) -> all.put("data-" + name, design));
    return all;
  }

  @ParameterizedTest
  @MethodSource("designs")
  void appliesOnceChangesNothingTheSecondTimeTakesAChangeAndGoesAway(String name) throws Exception {
    Blueprint design = Objects.requireNonNull(all().get(name));
    String environment = design.production().name();
    Tool.require("terraform");
    try (Moto moto = Moto.start(design.production().accountId())) {
      print(AwsLowering.main(design));
      terraform(moto, "init", "-no-color", "-plugin-dir=" + plugins());
      terraform(moto, "validate", "-no-color");
      apply(moto, environment, true);
      assertNothingLeftToDo(moto, environment, true);
      assertPasswordsAreInTheirSecretsOnly(moto, design);

      Files.walk(folder)
          .filter(file -> file.toString().endsWith(".tf"))
          .forEach(AwsApplyTest::delete);
      print(AwsLowering.main(grown(design)));
      apply(moto, environment, false);
      assertNothingLeftToDo(moto, environment, false);

      terraform(moto, arguments("destroy", environment, false, "-auto-approve"));
      assertThat(terraform(moto, "state", "list")).isBlank();
    }
  }

  @Test
  void appliesTheBootstrapOnceAndChangesNothingTheSecondTime() throws Exception {
    Blueprint design = Objects.requireNonNull(Designs.all().get("functions"));
    Tool.require("terraform");
    Stack bootstrap = AwsLowering.bootstrap(design);
    try (Moto moto = Moto.start(design.production().accountId())) {
      print(bootstrap);
      terraform(moto, "-chdir=bootstrap", "init", "-no-color", "-plugin-dir=" + plugins());
      String values = "-var-file=environments/" + design.production().name() + ".tfvars";
      terraform(moto, "-chdir=bootstrap", "apply", "-no-color", "-auto-approve", values);
      Result plan =
          run(moto, "-chdir=bootstrap", "plan", "-no-color", "-detailed-exitcode", values);
      assertThat(plan.exitCode()).as(plan.output()).isNotEqualTo(CHANGES).isZero();
    }
  }

  /** Each password is in its secret, as made in the run, and nowhere in the state. */
  private void assertPasswordsAreInTheirSecretsOnly(Moto moto, Blueprint design)
      throws IOException {
    String state = Files.readString(folder.resolve("terraform/terraform.tfstate"));
    for (Datastore.Relational store : design.datastores(Datastore.Relational.class)) {
      String answer =
          moto.secret(
              AwsNames.resource(design, store.name() + "-login"), design.project().primaryRegion());
      Matcher password = PASSWORD.matcher(answer);
      assertThat(password.find()).as(answer).isTrue();
      assertThat(state).doesNotContain(password.group(1));
    }
  }

  /** The same system with one more service, as a change of the design would bring it. */
  private static Blueprint grown(Blueprint design) {
    Workload.Scaling[] scaling =
        design.environments().stream()
            .map(e -> new Workload.Scaling(e.name(), 1, 4))
            .toArray(Workload.Scaling[]::new);
    return Blueprints.edit(design)
        .with(
            new WorkloadDraft("reports", WorkloadKind.SERVICE)
                .exposure(Workload.Exposure.INTERNAL)
                .scaling(scaling)
                .build())
        .build();
  }

  private void print(Stack stack) throws IOException {
    for (GeneratedFile file : TerraformEmitter.emit(Emulated.of(stack))) {
      Path path = folder.resolve(file.path()).normalize();
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.text());
    }
    StringBuilder override = new StringBuilder("terraform {\n  backend \"local\" {}\n}\n");
    for (Stack.ProviderConfiguration provider : stack.providers()) {
      override.append("provider \"aws\" {\n");
      provider.alias().ifPresent(a -> override.append("  alias = \"").append(a).append("\"\n"));
      override.append(
          """
            access_key                  = "test"
            secret_key                  = "test"
            skip_credentials_validation = true
            skip_metadata_api_check     = true
            s3_use_path_style           = true
            max_retries                 = 1
          }
          """);
    }
    Files.writeString(folder.resolve(stack.folder()).resolve("emulator_override.tf"), override);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  private void apply(Moto moto, String environment, boolean protect) throws Exception {
    terraform(moto, arguments("apply", environment, protect, "-auto-approve"));
  }

  private void assertNothingLeftToDo(Moto moto, String environment, boolean protect)
      throws Exception {
    Result plan = run(moto, arguments("plan", environment, protect, "-detailed-exitcode"));
    assertThat(plan.exitCode()).as(plan.output()).isNotEqualTo(CHANGES).isZero();
  }

  private static String[] arguments(
      String command, String environment, boolean protect, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                command,
                "-no-color",
                "-input=false",
                "-var-file=environments/" + environment + ".tfvars",
                "-var=deletion_protection=" + protect));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private record Result(int exitCode, String output) {}

  private String terraform(Moto moto, String... arguments) throws Exception {
    Result result = run(moto, arguments);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }

  private Result run(Moto moto, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Tool.find("terraform").orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.resolve("terraform").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("TF_CLI_CONFIG_FILE");
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().put("AWS_ENDPOINT_URL", moto.address());
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Result(
        process.isAlive() ? -1 : process.exitValue(),
        new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
  }

  private static String plugins() {
    String plugins = System.getenv().getOrDefault("TF_PLUGIN_DIR", "/opt/tf-plugins");
    // A provider is no program that a test run could install, so its absence never fails.
    Assumptions.assumeTrue(
        Files.isDirectory(Path.of(plugins, "registry.terraform.io/hashicorp/aws")),
        "the aws provider is not in TF_PLUGIN_DIR: this test applies with it");
    return plugins;
  }
}
