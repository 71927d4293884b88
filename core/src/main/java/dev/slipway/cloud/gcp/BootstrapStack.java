package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.List;
import java.util.Optional;

/**
 * What has to be there before the pipeline can do anything: the bucket for the state, the trust in
 * the pipeline's identity, the accounts it acts as, and the registry. A person applies it once an
 * environment.
 */
public final class BootstrapStack {

  static final String FOLDER = "terraform/bootstrap";
  static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline");

  private BootstrapStack() {}

  public static Stack of(Blueprint blueprint) {
    StackPart.Builder collected = StackPart.builder();
    BootstrapVariables.add(blueprint, collected);
    BootstrapState.add(blueprint, collected);
    BootstrapFederation.add(blueprint, collected);
    BootstrapRoles.add(blueprint, collected);
    BootstrapRegistry.add(blueprint, collected);
    StackPart part = collected.build();
    return new Stack(
        FOLDER,
        settings(),
        List.of(provider()),
        part.variables(),
        part.locals(),
        part.resources(),
        part.outputs(),
        blueprint.environments().stream().map(e -> values(blueprint, part, e)).toList(),
        List.of(new Stack.FileComment("main.tf", instructions(blueprint))));
  }

  private static Stack.Settings settings() {
    return new Stack.Settings(
        "versions.tf",
        MainStack.TERRAFORM_VERSION,
        List.of(
            new Stack.RequiredProvider("google", "hashicorp/google", MainStack.PROVIDER_VERSION)),
        Optional.of(
            new Body.Block(
                "backend",
                List.of("local"),
                Body.EMPTY,
                "The bucket does not exist before the first apply. Afterwards replace this block by"
                    + " `backend \"gcs\" {}`\n"
                    + "and move the state into it, as told at the top of main.tf.",
                Optional.empty())),
        WHY);
  }

  private static Stack.ProviderConfiguration provider() {
    return new Stack.ProviderConfiguration(
        "google",
        Optional.empty(),
        "main.tf",
        Body.builder()
            .set("project", Expressions.var("project_id"))
            .set("region", Expressions.var("region"))
            .build(),
        WHY);
  }

  private static VariableFile values(Blueprint blueprint, StackPart part, Environment environment) {
    return new VariableFile(
        environment.name(),
        "environments/" + environment.name() + ".tfvars",
        "Bootstrap of " + environment.name() + " of " + blueprint.project().name() + ".",
        part.values().stream()
            .filter(v -> v.environment().equals(environment.name()))
            .map(StackPart.EnvironmentValue::value)
            .toList());
  }

  private static String instructions(Blueprint blueprint) {
    StringBuilder text =
        new StringBuilder(
            """
            Applied once an environment by a person who owns the project; the pipeline cannot make the ground it stands on.
            Production comes last, since its registry lets the other environments' projects read. For each environment:

              gcloud auth application-default login
              terraform init
            """);
    for (Environment environment : blueprint.environments()) {
      String name = environment.name();
      text.append("\n  terraform workspace select -or-create ")
          .append(name)
          .append("\n  terraform apply -var-file=environments/")
          .append(name)
          .append(".tfvars\n");
    }
    return text.append(
            "\n"
                + "Then keep the state where it is safe. In versions.tf replace the backend by"
                + " `backend \"gcs\" {}` and run\n\n")
        .append("  terraform init -migrate-state -backend-config=bucket=")
        .append(GcpNames.bucket(blueprint.production().accountId(), "terraform-state"))
        .append(" -backend-config=prefix=bootstrap\n\n")
        .append("The outputs are the variables that GitHub needs; `terraform output` prints them.")
        .toString();
  }
}
