package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Project;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackAssembly;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What has to be there before the pipeline can do anything: the bucket for the state, the trust in
 * the pipeline's identity, the roles it acts as, and the registry. A person applies it once an
 * environment.
 */
final class BootstrapStack {

  static final String FOLDER = "terraform/bootstrap";
  static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline");

  private BootstrapStack() {}

  /**
   * @param main the stack that the pipeline is going to apply
   */
  static Stack of(Blueprint blueprint, Stack main) {
    StackPart.Builder collected = StackPart.builder();
    BootstrapVariables.add(blueprint, collected);
    collected.local(StackFiles.MAIN, "tags", tags(blueprint), "", WHY);
    BootstrapState.add(blueprint, collected);
    BootstrapFederation.add(blueprint, collected);
    BootstrapRoles.add(blueprint, main, collected);
    BootstrapRegistry.add(blueprint, collected);
    List<StackPart> parts = List.of(collected.build());
    return new Stack(
        FOLDER,
        settings(),
        List.of(provider()),
        StackAssembly.variables(parts),
        StackAssembly.locals(parts),
        StackAssembly.resources(parts),
        StackAssembly.outputs(parts),
        files(blueprint, parts),
        List.of(new Stack.FileComment(StackFiles.MAIN, instructions(blueprint))));
  }

  private static Stack.Settings settings() {
    return new Stack.Settings(
        StackFiles.VERSIONS,
        MainStack.TERRAFORM_VERSION,
        List.of(new Stack.RequiredProvider("aws", "hashicorp/aws", MainStack.PROVIDER_VERSION)),
        Optional.of(
            new Body.Block(
                "backend",
                List.of("local"),
                Body.EMPTY,
                "The bucket does not exist before the first apply. Afterwards replace this block by"
                    + " `backend \"s3\" {}`\n"
                    + "and move the state into it, as told at the top of main.tf.",
                Optional.empty())),
        WHY);
  }

  private static Stack.ProviderConfiguration provider() {
    return new Stack.ProviderConfiguration(
        "aws",
        Optional.empty(),
        StackFiles.MAIN,
        Body.builder()
            .set("region", var("region"))
            .set(
                "allowed_account_ids",
                list(var("account_id")),
                "An apply with another account's credentials is refused.")
            .block("default_tags", Body.builder().set("tags", local("tags")))
            .build(),
        WHY);
  }

  private static Expression tags(Blueprint blueprint) {
    SequencedMap<String, Expression> tags = new LinkedHashMap<>();
    for (Project.Label label : blueprint.project().labels()) {
      tags.put(label.key(), text(label.value()));
    }
    tags.put("environment", var("environment"));
    tags.put("managed-by", text("terraform"));
    return object(tags);
  }

  private static List<VariableFile> files(Blueprint blueprint, List<StackPart> parts) {
    List<VariableFile> files = new ArrayList<>();
    for (Environment environment : blueprint.environments()) {
      files.add(
          new VariableFile(
              environment.name(),
              "environments/" + environment.name() + ".tfvars",
              "Bootstrap of " + environment.name() + " of " + blueprint.project().name() + ".",
              StackAssembly.values(parts, environment)));
      files.add(backend(blueprint, environment));
    }
    return List.copyOf(files);
  }

  private static VariableFile backend(Blueprint blueprint, Environment environment) {
    return new VariableFile(
        environment.name(),
        "environments/" + environment.name() + ".s3.tfbackend",
        "Where the bootstrap's own state is kept once the bucket exists.",
        List.of(
            value("bucket", text(AwsNames.stateBucket(blueprint, environment))),
            value("key", text("bootstrap/terraform.tfstate")),
            value("region", text(blueprint.project().primaryRegion())),
            value("encrypt", bool(true)),
            value("use_lockfile", bool(true))));
  }

  private static VariableFile.Value value(String name, Expression value) {
    return new VariableFile.Value(name, value, "", WHY);
  }

  private static String instructions(Blueprint blueprint) {
    StringBuilder text =
        new StringBuilder(
            """
            Applied once an environment by a person who administers its account; the pipeline cannot make the ground it stands on.
            For each environment, signed in to its account (`aws sso login`, then `export AWS_PROFILE=…`):
            """);
    for (Environment environment : blueprint.environments()) {
      text.append("\n  # account ").append(environment.accountId()).append('\n');
      step(text, "terraform init -reconfigure -backend-config=path=%s.tfstate", environment);
      step(text, "terraform apply -var-file=environments/%s.tfvars", environment);
    }
    text.append(
        "\n"
            + "Then keep the state where it is safe. In versions.tf replace the backend by"
            + " `backend \"s3\" {}` and, again in each account:\n");
    for (Environment environment : blueprint.environments()) {
      text.append('\n');
      step(
          text,
          "terraform init -reconfigure -backend-config=environments/%s.s3.tfbackend",
          environment);
      step(text, "terraform state push %s.tfstate", environment);
    }
    return text.append(
            "\n"
                + "The outputs are the variables that GitHub needs; `terraform output` prints them."
                + " GitHub's environments exist twice,\n"
                + "as ENVIRONMENT and ENVIRONMENT-plan; let only the deployed branch into the"
                + " first.")
        .toString();
  }

  private static void step(StringBuilder text, String command, Environment environment) {
    text.append("  ").append(command.formatted(environment.name())).append('\n');
  }
}
