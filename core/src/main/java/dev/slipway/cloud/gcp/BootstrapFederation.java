package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trust in GitHub's signed statement of which workflow is running, in place of keys. Deploying
 * takes the environment and the branch; planning takes the environment only, so that a pull request
 * can show its plan; building takes the branch.
 */
final class BootstrapFederation {

  static final ResourceAddress POOL =
      ResourceAddress.managed("google_iam_workload_identity_pool", "github");
  static final ResourceAddress PROVIDER =
      ResourceAddress.managed("google_iam_workload_identity_pool_provider", "github");
  private static final String FILE = "federation.tf";

  private BootstrapFederation() {}

  static ResourceAddress account(String role) {
    return ResourceAddress.managed("google_service_account", role);
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        POOL,
        "",
        Meta.NONE.withDependsOn(List.of(BootstrapState.APIS.reference())),
        Body.builder()
            .set("workload_identity_pool_id", "github")
            .set("display_name", "GitHub Actions"),
        BootstrapStack.WHY);
    part.resource(
        FILE,
        PROVIDER,
        "",
        Body.builder()
            .set("workload_identity_pool_id", POOL.reference().dot("workload_identity_pool_id"))
            .set("workload_identity_pool_provider_id", "github")
            .set("display_name", "GitHub Actions")
            .set("attribute_mapping", mapping())
            .set(
                "attribute_condition",
                condition(),
                Checkov.skip(
                    "CKV_GCP_125",
                    "the repository is named here, environment and branch in the binding of each"
                        + " account below"))
            .block(
                "oidc",
                Body.builder().set("issuer_uri", "https://token.actions.githubusercontent.com")),
        BootstrapStack.WHY);
    accounts(blueprint, part);
    bindings(part);
    outputs(part);
  }

  private static Expression mapping() {
    Map<String, Expression> mapping = new LinkedHashMap<>();
    mapping.put("google.subject", text("assertion.sub"));
    mapping.put("attribute.repository", text("assertion.repository"));
    mapping.put("attribute.ref", text("assertion.ref"));
    mapping.put(
        "attribute.environment", text("assertion.sub.extract(\":environment:{environment}\")"));
    mapping.put(
        "attribute.deployment",
        text("assertion.sub.extract(\":environment:{environment}\") + \"@\" + assertion.ref"));
    return object(mapping);
  }

  private static Expression condition() {
    Expression id =
        when(
            equal(var("github_repository_id"), text("")),
            text(""),
            template(" && assertion.repository_id == \"", var("github_repository_id"), "\""));
    return template("assertion.repository == \"", var("github_repository"), "\"", id);
  }

  private static void accounts(Blueprint blueprint, StackPart.Builder part) {
    account(blueprint, part, "deployer", "Applies Terraform and deploys.", Meta.NONE);
    account(blueprint, part, "planner", "Reads, to show what a change would do.", Meta.NONE);
    account(blueprint, part, "builder", "Pushes images, and nothing else.", onlyAtHome());
  }

  static Meta onlyAtHome() {
    return Meta.NONE.withCount(when(var("registry_home"), number(1), number(0)));
  }

  private static void account(
      Blueprint blueprint, StackPart.Builder part, String role, String description, Meta meta) {
    part.resource(
        FILE,
        account(role),
        "",
        meta.withDependsOn(List.of(BootstrapState.APIS.reference())),
        Body.builder()
            .set("account_id", GcpNames.account(blueprint, role))
            .set("display_name", "Pipeline: " + role)
            .set("description", description),
        BootstrapStack.WHY);
  }

  private static void bindings(StackPart.Builder part) {
    bind(
        part,
        "deployer",
        Meta.NONE,
        "Only a run for this GitHub environment, and only from the branch that is deployed.",
        attribute("deployment", var("environment"), "@refs/heads/", var("github_branch")));
    bind(
        part,
        "planner",
        Meta.NONE,
        "A run for this environment's planning twin, from any branch and without approval: it can"
            + " only read.",
        attribute("environment", var("environment"), "-plan"));
    bind(
        part,
        "builder",
        onlyAtHome(),
        "A run on the branch that is built; no environment, since one image serves all.",
        attribute("ref", "refs/heads/", var("github_branch")));
  }

  private static Expression attribute(String name, Object... value) {
    Object[] parts = new Object[value.length + 3];
    parts[0] = "principalSet://iam.googleapis.com/";
    parts[1] = POOL.reference().dot("name");
    parts[2] = "/attribute." + name + "/";
    System.arraycopy(value, 0, parts, 3, value.length);
    return template(parts);
  }

  private static void bind(
      StackPart.Builder part, String role, Meta meta, String comment, Expression member) {
    Reference account = account(role).reference();
    boolean one = meta.count().isPresent();
    part.resource(
        FILE,
        ResourceAddress.managed("google_service_account_iam_member", role + "_from_github"),
        comment,
        meta,
        Body.builder()
            .set("service_account_id", (one ? account.at(number(0)) : account).dot("name"))
            .set("role", "roles/iam.workloadIdentityUser")
            .set("member", member),
        BootstrapStack.WHY);
  }

  private static void outputs(StackPart.Builder part) {
    Reference provider = PROVIDER.reference().dot("name");
    output(
        part,
        "GCP_WORKLOAD_IDENTITY_PROVIDER",
        provider,
        "variable of the GitHub environment and of its twin whose name ends in -plan");
    output(
        part,
        "GCP_DEPLOYER",
        account("deployer").reference().dot("email"),
        "variable of the GitHub environment");
    output(
        part,
        "GCP_PLANNER",
        account("planner").reference().dot("email"),
        "variable of the GitHub environment whose name ends in -plan");
    output(
        part,
        "GCP_BUILD_WORKLOAD_IDENTITY_PROVIDER",
        when(var("registry_home"), provider, new Expression.Null()),
        "variable of the repository");
    output(
        part,
        "GCP_BUILDER",
        call(
            "one",
            new Reference(
                account("builder").type(),
                List.of(
                    new Expression.Reference.Attribute("builder"),
                    new Expression.Reference.Splat(),
                    new Expression.Reference.Attribute("email")))),
        "variable of the repository");
  }

  static void output(StackPart.Builder part, String name, Expression value, String kind) {
    part.output("outputs.tf", name, value, "GitHub: " + kind + ".", BootstrapStack.WHY);
  }
}
