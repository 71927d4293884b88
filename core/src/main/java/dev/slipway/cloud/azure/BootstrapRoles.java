package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the pipeline's identities may do: roles made for this design. Azure's own Contributor could
 * do everything in the subscription, and Owner could make itself more than that.
 */
final class BootstrapRoles {

  private static final String FILE = "roles.tf";
  private static final ResourceAddress GRANTABLE =
      ResourceAddress.data("azurerm_role_definition", "grantable");

  private BootstrapRoles() {}

  static void add(Blueprint blueprint, DeliveryRights rights, StackPart.Builder part) {
    own(
        blueprint,
        part,
        "deployer",
        "Only the kinds of resources that this design has. Locks can be set and not lifted.",
        rights.deployer(),
        rights.deployerData());
    builtIn(part, "planner_reads", "planner", "Reader", "", subscription());
    if (!rights.planner().isEmpty() || !rights.plannerData().isEmpty()) {
      own(
          blueprint,
          part,
          "planner",
          rights.plannerData().isEmpty()
              ? "To see what is there, Terraform lists the keys of what it made too."
              : "To see what is there, Terraform reads secrets and lists keys of what it made too."
                  + " Whoever may run the plan can see\nthem: let GitHub's environments for plans"
                  + " take trusted branches only.",
          rights.planner(),
          rights.plannerData());
    }
    grants(part, rights.grantable());
    builtIn(
        part,
        "deployer_state",
        "deployer",
        "Storage Blob Data Contributor",
        "Reads, writes and locks the main stack's state, not the bootstrap's.",
        BootstrapState.CONTAINER.reference().dot("id"));
    builtIn(
        part,
        "planner_state",
        "planner",
        "Storage Blob Data Reader",
        "Plans without a lock, since it cannot write one.",
        BootstrapState.CONTAINER.reference().dot("id"));
  }

  private static Expression subscription() {
    return template("/subscriptions/", var("subscription_id"));
  }

  private static void own(
      Blueprint blueprint,
      StackPart.Builder part,
      String identity,
      String comment,
      List<String> actions,
      List<String> dataActions) {
    ResourceAddress role = ResourceAddress.managed("azurerm_role_definition", identity);
    Body.Builder permissions = Body.builder();
    if (!actions.isEmpty()) {
      permissions.set("actions", texts(actions));
    }
    if (!dataActions.isEmpty()) {
      permissions.set("data_actions", texts(dataActions));
    }
    part.resource(
        FILE,
        role,
        comment,
        Body.builder()
            .set(
                "name",
                template(
                    AzureNames.resource(blueprint, "pipeline-" + identity) + "-",
                    var("environment")))
            .set("scope", subscription())
            .set("description", "What the pipeline of " + blueprint.project().name() + " needs.")
            .set("assignable_scopes", list(subscription()))
            .block("permissions", permissions),
        BootstrapStack.WHY);
    part.resource(
        FILE,
        assignment(identity),
        "",
        assigned(identity, subscription())
            .set("role_definition_id", role.reference().dot("role_definition_resource_id")),
        BootstrapStack.WHY);
  }

  private static void builtIn(
      StackPart.Builder part,
      String name,
      String identity,
      String role,
      String comment,
      Expression scope) {
    part.resource(
        FILE,
        assignment(name),
        comment,
        assigned(identity, scope).set("role_definition_name", role),
        BootstrapStack.WHY);
  }

  static ResourceAddress assignment(String name) {
    return ResourceAddress.managed("azurerm_role_assignment", name);
  }

  private static Body.Builder assigned(String identity, Expression scope) {
    return Body.builder()
        .set("scope", scope)
        .set("principal_id", BootstrapFederation.identity(identity).reference().dot("principal_id"))
        .set("principal_type", "ServicePrincipal");
  }

  private static void grants(StackPart.Builder part, List<String> roles) {
    if (roles.isEmpty()) {
      return;
    }
    part.resource(
        FILE,
        GRANTABLE,
        "",
        Meta.NONE.withForEach(call("toset", texts(roles))),
        Body.builder().set("name", ref("each.value")).set("scope", subscription()),
        BootstrapStack.WHY);
    part.local(
        FILE,
        "grantable",
        call(
            "join",
            text(", "),
            new Expression.ForList(
                Optional.empty(),
                "role",
                GRANTABLE.reference(),
                call("basename", ref("role.role_definition_id")),
                Optional.empty())),
        "",
        BootstrapStack.WHY);
    part.resource(
        FILE,
        assignment("deployer_grants"),
        "It may give workloads their roles, to identities only, and cannot make itself an owner.",
        assigned("deployer", subscription())
            .set("role_definition_name", "Role Based Access Control Administrator")
            .set("condition_version", "2.0")
            .set("condition", condition()),
        BootstrapStack.WHY);
  }

  /** Granting looks at what is asked for, taking away at what is there. */
  private static Expression condition() {
    List<Expression> parts = new ArrayList<>(limit("write", "@Request"));
    parts.add(text(" AND "));
    parts.addAll(limit("delete", "@Resource"));
    return new Expression.Template(List.copyOf(parts));
  }

  private static List<Expression> limit(String verb, String source) {
    String attribute = source + "[Microsoft.Authorization/roleAssignments:";
    return template(
            "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/"
                + verb
                + "'})) OR ("
                + attribute
                + "RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {",
            local("grantable"),
            "} AND "
                + attribute
                + "PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}))")
        .parts();
  }
}
