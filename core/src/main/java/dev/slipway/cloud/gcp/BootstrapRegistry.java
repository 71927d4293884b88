package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Body.Argument;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/**
 * One registry for all environments: what was tested in staging is, digest for digest, what runs in
 * production.
 */
final class BootstrapRegistry {

  private static final String FILE = "registry.tf";
  private static final int KEPT_IMAGES = 30;
  private static final ResourceAddress READERS = ResourceAddress.data("google_project", "reader");

  private BootstrapRegistry() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        GcpAddresses.REPOSITORY,
        "",
        BootstrapFederation.onlyAtHome().withDependsOn(List.of(BootstrapState.APIS.reference())),
        repository(blueprint),
        BootstrapStack.WHY);
    member(
        part,
        "builder",
        "Pushes what it built.",
        "writer",
        BootstrapFederation.onlyAtHome(),
        template("serviceAccount:", call("one", emails("builder"))));
    readers(blueprint, part);
    Reference repository = GcpAddresses.REPOSITORY.reference().at(number(0));
    BootstrapFederation.output(
        part,
        "IMAGE_REPOSITORY",
        when(
            var("registry_home"),
            template(
                var("region"),
                "-docker.pkg.dev/",
                var("project_id"),
                "/",
                repository.dot("repository_id")),
            new Expression.Null()),
        "variable of the repository");
  }

  private static Expression emails(String account) {
    return new Reference(
        BootstrapFederation.account(account).type(),
        List.of(
            new Reference.Attribute(account),
            new Reference.Splat(),
            new Reference.Attribute("email")));
  }

  private static Body.Builder repository(Blueprint blueprint) {
    return Body.builder()
        .add(
            new Argument(
                "repository_id",
                text(blueprint.project().slug()),
                "checkov:skip=CKV_GCP_84:Images hold no customer data; Google encrypts them with"
                    + " its own keys.",
                Optional.empty()))
        .set("location", var("region"))
        .set("format", "DOCKER")
        .set("description", "Images of " + blueprint.project().name() + ".")
        .block(
            "docker_config",
            Body.builder().set("immutable_tags", true),
            "A tag, once pushed, keeps meaning the same image.")
        .block(
            "vulnerability_scanning_config", Body.builder().set("enablement_config", "INHERITED"))
        .set("cleanup_policy_dry_run", false)
        .block(
            "cleanup_policies",
            Body.builder()
                .set("id", "keep-newest")
                .set("action", "KEEP")
                .block("most_recent_versions", Body.builder().set("keep_count", KEPT_IMAGES)))
        .block(
            "cleanup_policies",
            Body.builder()
                .set("id", "delete-old")
                .set("action", "DELETE")
                .block(
                    "condition",
                    Body.builder().set("tag_state", "ANY").set("older_than", "7776000s")),
            "Ninety days; the newest thirty of each image stay however old they are, so that a"
                + " rollback finds its image.");
  }

  private static void readers(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        FILE,
        READERS,
        "",
        Meta.NONE.withForEach(
            call("toset", when(var("registry_home"), var("registry_readers"), list()))),
        Body.builder().set("project_id", ref("each.value")),
        BootstrapStack.WHY);
    Meta each = Meta.NONE.withForEach(READERS.reference());
    member(
        part,
        "reader",
        "Cloud Run of the other environments' projects pulls with this account of Google's.",
        "reader",
        each,
        template(
            "serviceAccount:service-",
            ref("each.value.number"),
            "@serverless-robot-prod.iam.gserviceaccount.com"));
    member(
        part,
        "reader_deployer",
        "Whoever deploys an image has to be able to read it.",
        "reader",
        each,
        template(
            "serviceAccount:" + GcpNames.account(blueprint, "deployer") + "@",
            ref("each.value.project_id"),
            ".iam.gserviceaccount.com"));
    member(
        part,
        "deployer",
        "",
        "reader",
        BootstrapFederation.onlyAtHome(),
        template(
            "serviceAccount:", BootstrapFederation.account("deployer").reference().dot("email")));
  }

  private static void member(
      StackPart.Builder part,
      String name,
      String comment,
      String role,
      Meta meta,
      Expression member) {
    Reference repository = GcpAddresses.REPOSITORY.reference().at(number(0));
    part.resource(
        FILE,
        ResourceAddress.managed("google_artifact_registry_repository_iam_member", name),
        comment,
        meta,
        Body.builder()
            .set("location", repository.dot("location"))
            .set("repository", repository.dot("name"))
            .set("role", "roles/artifactregistry." + role)
            .set("member", member),
        BootstrapStack.WHY);
  }
}
