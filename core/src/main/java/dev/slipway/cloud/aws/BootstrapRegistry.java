package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One registry for all environments: what was tested in staging is, digest for digest, what runs in
 * production. ECR wants a repository an image.
 */
final class BootstrapRegistry {

  static final ResourceAddress REPOSITORIES =
      ResourceAddress.managed("aws_ecr_repository", "images");
  private static final ResourceAddress PULL = Policies.document("pull");
  private static final String FILE = "registry.tf";
  private static final List<String> PULLING =
      List.of("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer");

  /** A build leaves an image and what is attested about it, so this is about thirty builds. */
  private static final int KEPT = 100;

  private static final int UNTAGGED_DAYS = 90;

  private BootstrapRegistry() {}

  /** The repositories of a design, sorted. */
  static List<String> names(Blueprint blueprint) {
    return blueprint.workloads().stream()
        .map(w -> AwsNames.repository(blueprint, w))
        .distinct()
        .sorted()
        .toList();
  }

  static void add(Blueprint blueprint, StackPart.Builder part) {
    Expression names = call("toset", texts(names(blueprint)));
    part.resource(
        FILE,
        REPOSITORIES,
        "",
        Meta.NONE.withForEach(when(var("registry_home"), names, call("toset", list()))),
        Body.builder()
            .set("name", ref("each.value"))
            .set(
                "image_tag_mutability",
                text("IMMUTABLE"),
                "A tag, once pushed, keeps meaning the same image.")
            .set("force_delete", bool(false))
            .block("image_scanning_configuration", Body.builder().set("scan_on_push", true))
            .block("encryption_configuration", Body.builder().set("encryption_type", "KMS")),
        BootstrapStack.WHY);
    lifecycle(part);
    pulling(blueprint, part);
    pushing(part);
    BootstrapFederation.output(
        part,
        "IMAGE_REPOSITORY",
        when(
            var("registry_home"),
            template(
                var("account_id"),
                ".dkr.ecr.",
                var("region"),
                ".amazonaws.com/" + blueprint.project().slug()),
            new Expression.Null()),
        "variable of the repository");
  }

  private static ResourceAddress of(String type) {
    return ResourceAddress.managed("aws_ecr_" + type, REPOSITORIES.name());
  }

  private static void lifecycle(StackPart.Builder part) {
    SequencedMap<String, Expression> policy = new LinkedHashMap<>();
    policy.put(
        "rules",
        list(
            rule(1, "Untagged and old", "untagged", "sinceImagePushed", UNTAGGED_DAYS),
            rule(2, "All but the newest", "any", "imageCountMoreThan", KEPT)));
    part.resource(
        FILE,
        of("lifecycle_policy"),
        "Old images go, and the newest hundred stay, so that a rollback finds its image: about"
            + " thirty builds, since\n"
            + "what is attested about an image counts as one too.",
        Meta.NONE.withForEach(REPOSITORIES.reference()),
        Body.builder()
            .set("repository", ref("each.value.name"))
            .set("policy", call("jsonencode", object(policy))),
        BootstrapStack.WHY);
  }

  private static Expression rule(
      int priority, String description, String tags, String count, int number) {
    SequencedMap<String, Expression> selection = new LinkedHashMap<>();
    selection.put("tagStatus", text(tags));
    selection.put("countType", text(count));
    if (count.equals("sinceImagePushed")) {
      selection.put("countUnit", text("days"));
    }
    selection.put("countNumber", number(number));
    SequencedMap<String, Expression> action = new LinkedHashMap<>();
    action.put("type", text("expire"));
    SequencedMap<String, Expression> rule = new LinkedHashMap<>();
    rule.put("rulePriority", number(priority));
    rule.put("description", text(description));
    rule.put("selection", object(selection));
    rule.put("action", object(action));
    return object(rule);
  }

  private static void pulling(Blueprint blueprint, StackPart.Builder part) {
    Body.Builder document =
        Body.builder()
            .block(
                "statement",
                Body.builder()
                    .set("sid", "RunHere")
                    .set("actions", texts(PULLING))
                    .block(
                        "principals",
                        Body.builder()
                            .set("type", "AWS")
                            .set("identifiers", accounts("arn:aws:iam::", ":root"))));
    if (blueprint.workloads().stream().anyMatch(BootstrapRegistry::function)) {
      document.block(
          "statement",
          Body.builder()
              .set("sid", "RunAsFunction")
              .set("actions", texts(List.of("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")))
              .block(
                  "principals",
                  Body.builder()
                      .set("type", "Service")
                      .set("identifiers", texts(List.of("lambda.amazonaws.com"))))
              .block(
                  "condition",
                  Body.builder()
                      .set("test", "StringLike")
                      .set("variable", "aws:sourceArn")
                      .set(
                          "values",
                          accounts(
                              "arn:aws:lambda:*:",
                              ":function:" + blueprint.project().slug() + "-*"))));
    }
    part.resource(
        FILE,
        PULL,
        "Each environment's account decides itself which of its roles pull.",
        document,
        BootstrapStack.WHY);
    part.resource(
        FILE,
        of("repository_policy"),
        "",
        Meta.NONE.withForEach(REPOSITORIES.reference()),
        Body.builder().set("repository", ref("each.value.name")).set("policy", Policies.json(PULL)),
        BootstrapStack.WHY);
  }

  private static boolean function(Workload workload) {
    return workload.kind() == WorkloadKind.FUNCTION;
  }

  private static Expression accounts(String before, String after) {
    return new Expression.ForList(
        Optional.empty(),
        "account",
        call("concat", list(var("account_id")), var("registry_readers")),
        template(before, ref("account"), after),
        Optional.empty());
  }

  private static void pushing(StackPart.Builder part) {
    ResourceAddress document = Policies.document("builder");
    part.resource(
        FILE,
        document,
        "",
        BootstrapFederation.onlyAtHome(),
        Body.builder()
            .block(
                "statement",
                Body.builder()
                    .set("sid", "SignIn")
                    .set("actions", texts(List.of("ecr:GetAuthorizationToken")))
                    .set("resources", texts(List.of("*"))))
            .block(
                "statement",
                Body.builder()
                    .set("sid", "Push")
                    .set(
                        "actions",
                        texts(
                            List.of(
                                "ecr:BatchCheckLayerAvailability",
                                "ecr:BatchGetImage",
                                "ecr:CompleteLayerUpload",
                                "ecr:DescribeImages",
                                "ecr:GetDownloadUrlForLayer",
                                "ecr:InitiateLayerUpload",
                                "ecr:ListImages",
                                "ecr:PutImage",
                                "ecr:UploadLayerPart")))
                    .set(
                        "resources",
                        new Expression.ForList(
                            Optional.empty(),
                            "repository",
                            REPOSITORIES.reference(),
                            ref("repository.arn"),
                            Optional.empty()))),
        BootstrapStack.WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("aws_iam_role_policy", "builder"),
        "",
        BootstrapFederation.onlyAtHome(),
        Body.builder()
            .set("name", "push")
            .set("role", BootstrapFederation.role("builder").reference().at(number(0)).dot("id"))
            .set("policy", document.reference().at(number(0)).dot("json")),
        BootstrapStack.WHY);
  }
}
