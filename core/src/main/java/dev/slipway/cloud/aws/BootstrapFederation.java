package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trust in GitHub's signed statement of which workflow is running, in place of keys. Deploying
 * takes the environment and the branch; planning takes the environment's twin only, so that a pull
 * request can show its plan; building takes the branch.
 */
final class BootstrapFederation {

  private static final String FILE = "federation.tf";
  private static final String ISSUER = "token.actions.githubusercontent.com";
  private static final String AUDIENCE = "sts.amazonaws.com";
  private static final ResourceAddress PROVIDER =
      ResourceAddress.managed("aws_iam_openid_connect_provider", "github");

  /** An hour is the least; a release with migrations may take longer. */
  private static final int LONGEST_SECONDS = 14_400;

  private BootstrapFederation() {}

  /** Who may take on a role: a run for an environment, or one on the branch. */
  private record Trust(String role, String comment, List<Object> run, boolean branchOnly) {}

  static ResourceAddress role(String role) {
    return ResourceAddress.managed("aws_iam_role", role);
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    provider(part);
    for (Trust trust :
        List.of(
            new Trust(
                "deployer",
                "Only a run for this GitHub environment, and only from the branch that is"
                    + " deployed.",
                List.of(":environment:", var("environment")),
                true),
            new Trust(
                "planner",
                "A run for this environment's planning twin, from any branch and without approval:"
                    + " it can only read.",
                List.of(":environment:", var("environment"), "-plan"),
                false),
            new Trust(
                "builder",
                "A run on the branch that is built; no environment, since one image serves all.",
                List.of(":ref:refs/heads/", var("github_branch")),
                true))) {
      trust(trust, part);
    }
    role(blueprint, part, "deployer", "Applies Terraform and deploys.", Meta.NONE);
    role(blueprint, part, "planner", "Reads, to show what a change would do.", Meta.NONE);
    role(blueprint, part, "builder", "Pushes images, and nothing else.", onlyAtHome());
    outputs(part);
  }

  static Meta onlyAtHome() {
    return Meta.NONE.withCount(when(var("registry_home"), number(1), number(0)));
  }

  private static void provider(StackPart.Builder part) {
    part.resource(
        FILE,
        PROVIDER,
        "",
        Meta.NONE.withCount(
            when(equal(var("github_provider_arn"), text("")), number(1), number(0))),
        Body.builder()
            .set("url", "https://" + ISSUER)
            .set("client_id_list", texts(List.of(AUDIENCE))),
        BootstrapStack.WHY);
    part.local(
        FILE,
        "github_provider_arn",
        when(
            equal(var("github_provider_arn"), text("")),
            call("one", every(PROVIDER)),
            var("github_provider_arn")),
        "",
        BootstrapStack.WHY);
    part.local(
        FILE,
        "github_subjects",
        list(
            template("repo:", var("github_repository")),
            template(
                "repo:",
                part(0),
                "@*/",
                part(1),
                "@",
                when(
                    equal(var("github_repository_id"), text("")),
                    text("*"),
                    var("github_repository_id")))),
        "How GitHub writes the repository: younger ones have numbers that outlive a change of"
            + " name.",
        BootstrapStack.WHY);
  }

  /** The ARNs of what is counted. */
  private static Expression every(ResourceAddress address) {
    return new Reference(
        address.type(),
        List.of(
            new Reference.Attribute(address.name()),
            new Reference.Splat(),
            new Reference.Attribute("arn")));
  }

  private static Expression part(int index) {
    return call("element", call("split", text("/"), var("github_repository")), number(index));
  }

  private static void trust(Trust trust, StackPart.Builder part) {
    Body.Builder statement =
        Body.builder()
            .set("effect", "Allow")
            .set("actions", texts(List.of("sts:AssumeRoleWithWebIdentity")))
            .block(
                "principals",
                Body.builder()
                    .set("type", "Federated")
                    .set("identifiers", list(Reference.of("local.github_provider_arn"))))
            .block("condition", condition("StringEquals", "aud", list(text(AUDIENCE))))
            .block("condition", condition("StringLike", "sub", subjects(trust.run())))
            .block(
                "condition",
                condition("StringEquals", "repository", list(var("github_repository"))))
            .block(
                "condition",
                condition(
                    "StringLike",
                    "repository_id",
                    list(
                        when(
                            equal(var("github_repository_id"), text("")),
                            text("*"),
                            var("github_repository_id")))));
    if (trust.branchOnly()) {
      statement.block(
          "condition",
          condition("StringEquals", "ref", list(template("refs/heads/", var("github_branch")))));
    }
    part.resource(
        FILE,
        Policies.document(trust.role() + "_trust"),
        trust.comment(),
        Body.builder().block("statement", statement),
        BootstrapStack.WHY);
  }

  private static Expression subjects(List<Object> run) {
    List<Object> subject = new ArrayList<>(List.of(Reference.of("repository")));
    subject.addAll(run);
    return new Expression.ForList(
        Optional.empty(),
        "repository",
        Reference.of("local.github_subjects"),
        template(subject.toArray()),
        Optional.empty());
  }

  private static Body.Builder condition(String test, String claim, Expression values) {
    return Body.builder()
        .set("test", test)
        .set("variable", ISSUER + ":" + claim)
        .set("values", values);
  }

  private static void role(
      Blueprint blueprint, StackPart.Builder part, String role, String description, Meta meta) {
    part.resource(
        FILE,
        role(role),
        "",
        meta,
        Body.builder()
            .set("name", AwsNames.role(blueprint, role))
            .set("path", PermissionsBoundary.PATH)
            .set("description", "Pipeline: " + description)
            .set("max_session_duration", LONGEST_SECONDS)
            .set("assume_role_policy", Policies.json(Policies.document(role + "_trust"))),
        BootstrapStack.WHY);
  }

  private static void outputs(StackPart.Builder part) {
    output(
        part,
        "AWS_DEPLOYER",
        role("deployer").reference().dot("arn"),
        "variable of the GitHub environment");
    output(
        part,
        "AWS_PLANNER",
        role("planner").reference().dot("arn"),
        "variable of the GitHub environment whose name ends in -plan");
    output(part, "AWS_BUILDER", call("one", every(role("builder"))), "variable of the repository");
  }

  static void output(StackPart.Builder part, String name, Expression value, String kind) {
    part.output(StackFiles.OUTPUTS, name, value, "GitHub: " + kind + ".", BootstrapStack.WHY);
  }
}
