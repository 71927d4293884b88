package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackAssembly;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.List;
import java.util.Optional;

/**
 * What has to be there before the pipeline can do anything: the state, the trust in the pipeline's
 * identity, the identities it acts as, the registry. A person applies it once an environment.
 */
final class BootstrapStack {

  static final String FOLDER = "terraform/bootstrap";
  static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.DELIVERY), "delivery.pipeline");

  private BootstrapStack() {}

  /**
   * The stack that lets the pipeline apply another one.
   *
   * @param main what the pipeline applies, by which its rights are measured
   */
  static Stack of(Blueprint blueprint, Stack main) {
    DeliveryRights rights = DeliveryRights.of(main);
    StackPart.Builder collected = StackPart.builder();
    BootstrapVariables.add(blueprint, collected);
    BootstrapState.add(blueprint, collected);
    BootstrapFederation.add(blueprint, collected);
    BootstrapRoles.add(blueprint, rights, collected);
    BootstrapRegistry.add(blueprint, collected);
    List<StackPart> parts = List.of(collected.build());
    return new Stack(
        FOLDER,
        settings(),
        List.of(provider(rights)),
        StackAssembly.variables(parts),
        StackAssembly.locals(parts),
        StackAssembly.resources(parts),
        StackAssembly.outputs(parts),
        blueprint.environments().stream().map(e -> values(blueprint, parts, e)).toList(),
        List.of(new Stack.FileComment("main.tf", instructions(blueprint))));
  }

  private static Stack.Settings settings() {
    return new Stack.Settings(
        "versions.tf",
        MainStack.TERRAFORM_VERSION,
        List.of(
            new Stack.RequiredProvider("azurerm", "hashicorp/azurerm", MainStack.PROVIDER_VERSION)),
        Optional.of(
            new Body.Block(
                "backend",
                List.of("local"),
                Body.EMPTY,
                "The storage account does not exist before the first apply. Afterwards replace this"
                    + " block by\n`backend \"azurerm\" {}` and move the state into it, as told at"
                    + " the top of main.tf.",
                Optional.empty())),
        WHY);
  }

  private static Stack.ProviderConfiguration provider(DeliveryRights rights) {
    return new Stack.ProviderConfiguration(
        "azurerm",
        Optional.empty(),
        "main.tf",
        Body.builder()
            .set("subscription_id", var("subscription_id"))
            .set("storage_use_azuread", bool(true))
            .set("resource_provider_registrations", "none")
            .set(
                "resource_providers_to_register",
                texts(rights.namespaces()),
                "Services are turned on here, by a person; the pipeline may not.")
            .block("features", Body.builder())
            .build(),
        WHY);
  }

  private static VariableFile values(
      Blueprint blueprint, List<StackPart> parts, Environment environment) {
    return new VariableFile(
        environment.name(),
        "environments/" + environment.name() + ".tfvars",
        "Bootstrap of " + environment.name() + " of " + blueprint.project().name() + ".",
        StackAssembly.values(parts, environment));
  }

  private static String instructions(Blueprint blueprint) {
    Environment production = blueprint.production();
    StringBuilder text =
        new StringBuilder(
            """
            Applied once an environment by a person who owns the subscription; the pipeline cannot make the ground it stands on.
            Production comes first, since the other environments are let into its registry. For each environment:

              az login
              terraform init
            """);
    apply(text, production);
    blueprint.environments().stream()
        .filter(e -> !e.equals(production))
        .forEach(e -> apply(text, e));
    return text.append(
            "\n"
                + "Then keep the state where it is safe. Owning a subscription does not open what"
                + " is stored in it, so\n"
                + "let yourself in first, with production's workspace selected:\n\n"
                + "  az role assignment create --role \"Storage Blob Data Contributor\" \\\n"
                + "    --assignee \"$(az ad signed-in-user show --query id --output tsv)\" \\\n"
                + "    --scope \"$(terraform output -raw state_account_id)\"\n\n"
                + "In versions.tf replace the backend by `backend \"azurerm\" {}` and run\n\n"
                + "  terraform init -migrate-state -backend-config=subscription_id=")
        .append(production.accountId())
        .append(" \\\n    -backend-config=resource_group_name=")
        .append(AzureNames.stateGroup(blueprint))
        .append(" \\\n    -backend-config=storage_account_name=")
        .append(AzureNames.stateAccount(blueprint, production))
        .append(
            " \\\n"
                + "    -backend-config=container_name=bootstrap"
                + " -backend-config=key=bootstrap.tfstate \\\n"
                + "    -backend-config=use_azuread_auth=true\n\n"
                + "The outputs in upper case are the variables that GitHub needs; `terraform"
                + " output` prints them. Limit GitHub's\n"
                + "environments to the branch that is deployed: Azure sees the environment's name"
                + " only.")
        .toString();
  }

  private static void apply(StringBuilder text, Environment environment) {
    text.append("\n  terraform workspace select -or-create ")
        .append(environment.name())
        .append("\n  terraform apply -var-file=environments/")
        .append(environment.name())
        .append(".tfvars\n");
  }
}
