package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
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

/**
 * What the pipeline's accounts may do. Google's own roles, one for each service that the design
 * uses and no others; roles of our own where Google's would let the account read secrets or hand
 * out more than the design needs.
 */
final class BootstrapRoles {

  private static final String FILE = "roles.tf";

  private BootstrapRoles() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    DeliveryRights rights = DeliveryRights.of(blueprint);
    grants(part, "deployer", rights.deployer());
    grants(part, "planner", rights.planner());
    custom(part, "deployer", "Deploy", rights.deployerPermissions());
    custom(part, "planner", "Plan", rights.plannerPermissions());
    grantLimit(part, rights.grantable());
    state(part);
  }

  private static void grants(StackPart.Builder part, String account, List<String> roles) {
    part.resource(
        FILE,
        ResourceAddress.managed("google_project_iam_member", account),
        "",
        Meta.NONE.withForEach(call("toset", texts(roles))),
        Body.builder()
            .set("project", var("project_id"))
            .set("role", ref("each.value"))
            .set("member", member(account)),
        BootstrapStack.WHY);
  }

  private static void custom(
      StackPart.Builder part, String account, String title, List<String> permissions) {
    ResourceAddress role = ResourceAddress.managed("google_project_iam_custom_role", account);
    part.resource(
        FILE,
        role,
        account.equals("deployer")
            ? "Accounts can be made but no keys for them, secrets written but not read: Google's"
                + " own roles allow both."
            : "Shapes of databases, buckets and log settings, and nothing of what is in them.",
        Body.builder()
            .set("role_id", "pipeline_" + account)
            .set("title", title + " (pipeline)")
            .set("permissions", texts(permissions)),
        BootstrapStack.WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("google_project_iam_member", account + "_own_role"),
        "",
        Body.builder()
            .set("project", var("project_id"))
            .set("role", role.reference().dot("id"))
            .set("member", member(account)),
        BootstrapStack.WHY);
  }

  // IAM takes at most ten roles in one hasOnly, so longer lists become alternatives.
  private static void grantLimit(StackPart.Builder part, List<String> roles) {
    if (roles.isEmpty()) {
      return;
    }
    List<String> alternatives = new ArrayList<>();
    for (int from = 0; from < roles.size(); from += 10) {
      String listed = String.join("', '", roles.subList(from, Math.min(from + 10, roles.size())));
      alternatives.add(
          "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['"
              + listed
              + "'])");
    }
    part.resource(
        FILE,
        ResourceAddress.managed("google_project_iam_member", "deployer_grants"),
        "It may grant the workloads' roles, and cannot make itself an owner.",
        Body.builder()
            .set("project", var("project_id"))
            .set("role", "roles/resourcemanager.projectIamAdmin")
            .set("member", member("deployer"))
            .block(
                "condition",
                Body.builder()
                    .set("title", "Only the roles that workloads have")
                    .set("expression", String.join(" || ", alternatives))),
        BootstrapStack.WHY);
  }

  private static void state(StackPart.Builder part) {
    state(
        part,
        "deployer",
        "roles/storage.objectUser",
        "Reads, writes and locks the main stack's state, not the bootstrap's.");
    state(
        part,
        "planner",
        "roles/storage.objectViewer",
        "Plans without a lock, since it cannot write one.");
  }

  private static void state(StackPart.Builder part, String account, String role, String comment) {
    part.resource(
        FILE,
        ResourceAddress.managed("google_storage_bucket_iam_member", account + "_state"),
        comment,
        Body.builder()
            .set("bucket", BootstrapState.BUCKET.reference().dot("name"))
            .set("role", role)
            .set("member", member(account))
            .block(
                "condition",
                Body.builder()
                    .set("title", "Not the bootstrap")
                    .set(
                        "expression",
                        template(
                            "!resource.name.startsWith(\"projects/_/buckets/",
                            BootstrapState.BUCKET.reference().dot("name"),
                            "/objects/bootstrap/\")"))),
        BootstrapStack.WHY);
  }

  private static Expression member(String account) {
    return template(
        "serviceAccount:", BootstrapFederation.account(account).reference().dot("email"));
  }
}
