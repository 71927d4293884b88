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
import dev.slipway.stack.Resource;
import dev.slipway.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A printed stack in a folder, and what Terraform does with it. */
final class Application {

  private static final long PATIENCE_MINUTES = 15;
  private static final int CHANGES = 2;
  private static final Pattern PASSWORD =
      Pattern.compile("\\\\\"password\\\\\":\\\\\"([A-Za-z0-9]{40})\\\\\"");

  private final Path folder;

  Application(Path folder) {
    this.folder = folder;
  }

  /** From nothing to a system, to a larger one, to nothing. */
  Void main(Blueprint design) throws Exception {
    String environment = design.production().name();
    // Lifting a database's protection takes the provider minutes; a balancer's is lifted too.
    boolean protect = design.datastores(Datastore.Relational.class).isEmpty();
    try (Moto moto = Moto.start(design.production().accountId())) {
      print(AwsLowering.main(design));
      terraform(moto, "init", "-no-color", "-plugin-dir=" + plugins());
      apply(moto, environment, protect);
      assertThat(terraform(moto, "state", "list")).isNotBlank();
      assertNothingLeftToDo(moto, environment, protect);
      assertPasswordsAreInTheirSecretsOnly(moto, design);

      removePrinted();
      print(AwsLowering.main(grown(design)));
      assertThat(apply(moto, environment, false))
          .containsPattern("Resources: [1-9][0-9]* added, [0-9]+ changed, 0 destroyed");
      assertNothingLeftToDo(moto, environment, false);

      terraform(moto, arguments("destroy", environment, false, "-auto-approve"));
      assertThat(terraform(moto, "state", "list")).isBlank();
    }
    return null;
  }

  /** The bootstrap stack, which is not destroyed: it refuses to be. */
  Void bootstrap(Blueprint design) throws Exception {
    try (Moto moto = Moto.start(design.production().accountId())) {
      print(AwsLowering.bootstrap(design));
      terraform(moto, "-chdir=bootstrap", "init", "-no-color", "-plugin-dir=" + plugins());
      String values = "-var-file=environments/" + design.production().name() + ".tfvars";
      terraform(moto, "-chdir=bootstrap", "apply", "-no-color", "-auto-approve", values);
      Result plan =
          run(moto, "-chdir=bootstrap", "plan", "-no-color", "-detailed-exitcode", values);
      assertThat(plan.exitCode()).as(plan.output()).isNotEqualTo(CHANGES).isZero();
    }
    return null;
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
            max_retries                 = 5
          }
          """);
    }
    for (Resource resource : stack.resources()) {
      if (resource.address().type().equals("aws_cloudfront_distribution")) {
        // The provider would sleep half a minute for edges that the emulator does not have.
        override.append(
            "resource \"aws_cloudfront_distribution\" \"%s\" {\n  wait_for_deployment = false\n}\n"
                .formatted(resource.address().name()));
      }
    }
    Files.writeString(folder.resolve(stack.folder()).resolve("emulator_override.tf"), override);
  }

  private void removePrinted() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(file -> file.toString().endsWith(".tf")).forEach(Application::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  private String apply(Moto moto, String environment, boolean protect) throws Exception {
    return terraform(moto, arguments("apply", environment, protect, "-auto-approve"));
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
                "-parallelism=30",
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
    // Asked of people where the design names no mailbox.
    builder.environment().put("TF_VAR_alert_email", "ops@example.com");
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Result(
        process.isAlive() ? -1 : process.exitValue(),
        new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
  }

  static String plugins() {
    String plugins = System.getenv().getOrDefault("TF_PLUGIN_DIR", "");
    if (!Files.isDirectory(Path.of(plugins, "registry.terraform.io/hashicorp/aws"))) {
      Tool.missing("the aws provider is not in TF_PLUGIN_DIR: this test applies with it");
    }
    return plugins;
  }
}
