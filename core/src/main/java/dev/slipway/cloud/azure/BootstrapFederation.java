package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;

/**
 * The identities that workflows act as, and trust in GitHub's signed statement of which workflow is
 * running, in place of keys.
 */
final class BootstrapFederation {

  private static final String FILE = "federation.tf";
  private static final ResourceAddress CLIENT = AzureAddresses.CLIENT;

  private BootstrapFederation() {}

  static ResourceAddress identity(String role) {
    return ResourceAddress.managed("azurerm_user_assigned_identity", role);
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.resource(FILE, CLIENT, "", Body.builder(), BootstrapStack.WHY);
    identity(blueprint, part, "deployer", "Applies Terraform and deploys.", Meta.NONE);
    identity(blueprint, part, "planner", "Reads, to show what a change would do.", Meta.NONE);
    identity(blueprint, part, "builder", "Pushes images, and nothing else.", onlyAtHome());
    trust(
        part,
        "deployer",
        Meta.NONE,
        "A run for this GitHub environment, after whatever approval that asks for.",
        template("repo:", var("github_repository"), ":environment:", var("environment")));
    trust(
        part,
        "planner",
        Meta.NONE,
        "A run for this environment's planning twin, without approval: it changes nothing.",
        template("repo:", var("github_repository"), ":environment:", var("environment"), "-plan"));
    trust(
        part,
        "builder",
        onlyAtHome(),
        "A run on the branch that is built; no environment, since one image serves all.",
        template("repo:", var("github_repository"), ":ref:refs/heads/", var("github_branch")));
    outputs(part);
  }

  static Meta onlyAtHome() {
    return Meta.NONE.withCount(when(local(BootstrapVariables.HOME), number(1), number(0)));
  }

  private static void identity(
      Blueprint blueprint, StackPart.Builder part, String role, String comment, Meta meta) {
    part.resource(
        FILE,
        identity(role),
        comment,
        meta,
        Body.builder()
            .set("name", AzureNames.resource(blueprint, role))
            .set("resource_group_name", BootstrapState.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("tags", local("tags")),
        BootstrapStack.WHY);
  }

  private static void trust(
      StackPart.Builder part, String role, Meta meta, String comment, Expression subject) {
    Reference identity = identity(role).reference();
    boolean one = meta.count().isPresent();
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_federated_identity_credential", role),
        comment,
        meta,
        Body.builder()
            .set("name", "github")
            .set("user_assigned_identity_id", (one ? identity.at(number(0)) : identity).dot("id"))
            .set("issuer", "https://token.actions.githubusercontent.com")
            .set("audience", list(text("api://AzureADTokenExchange")))
            .set("subject", subject),
        BootstrapStack.WHY);
  }

  private static void outputs(StackPart.Builder part) {
    output(part, "AZURE_TENANT", CLIENT.reference().dot("tenant_id"), "variable of the repository");
    output(
        part,
        "AZURE_SUBSCRIPTION",
        var("subscription_id"),
        "variable of the GitHub environment and of its twin whose name ends in -plan");
    output(
        part,
        "AZURE_DEPLOYER",
        identity("deployer").reference().dot("client_id"),
        "variable of the GitHub environment");
    output(
        part,
        "AZURE_PLANNER",
        identity("planner").reference().dot("client_id"),
        "variable of the GitHub environment whose name ends in -plan");
    output(
        part,
        "AZURE_BUILDER",
        atHome(identity("builder").reference().at(number(0)).dot("client_id")),
        "variable of the repository");
  }

  /** A value that production alone has. */
  static Expression atHome(Expression value) {
    return when(local(BootstrapVariables.HOME), value, new Expression.Null());
  }

  static void output(StackPart.Builder part, String name, Expression value, String kind) {
    part.output("outputs.tf", name, value, "GitHub: " + kind + ".", BootstrapStack.WHY);
  }
}
