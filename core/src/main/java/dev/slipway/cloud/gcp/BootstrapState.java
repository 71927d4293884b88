package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Body.Argument;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Optional;

/**
 * The APIs that the bootstrap itself and the first apply need, and the bucket that holds the state.
 */
final class BootstrapState {

  static final ResourceAddress APIS =
      ResourceAddress.managed("google_project_service", "bootstrap");
  static final ResourceAddress BUCKET =
      ResourceAddress.managed("google_storage_bucket", "terraform_state");
  private static final int KEPT_VERSIONS = 30;

  private BootstrapState() {}

  static void add(Blueprint blueprint, StackPart.Builder part) {
    part.resource(
        "main.tf",
        APIS,
        "The main stack turns on the rest.",
        Meta.NONE.withForEach(
            call(
                "toset",
                texts(
                    List.of(
                        "artifactregistry.googleapis.com",
                        "cloudresourcemanager.googleapis.com",
                        "compute.googleapis.com",
                        "containerscanning.googleapis.com",
                        "iam.googleapis.com",
                        "iamcredentials.googleapis.com",
                        "run.googleapis.com",
                        "serviceusage.googleapis.com",
                        "storage.googleapis.com",
                        "sts.googleapis.com")))),
        Body.builder().set("service", ref("each.value")).set("disable_on_destroy", false),
        BootstrapStack.WHY);
    part.resource(
        "main.tf",
        BUCKET,
        "The state of the main stack: whoever reads it knows everything about the environment.",
        Meta.NONE
            .withDependsOn(List.of(APIS.reference()))
            .withLifecycle(Body.builder().set("prevent_destroy", bool(true)).build()),
        bucket(),
        BootstrapStack.WHY);
    part.resource(
        "main.tf",
        ResourceAddress.managed("google_project_default_service_accounts", "powerless"),
        "Google may make default accounts with the editor's role, and the deployer may run as any"
            + " account of the project.",
        Meta.NONE.withDependsOn(List.of(APIS.reference())),
        Body.builder()
            .set("project", var("project_id"))
            .set("action", "DEPRIVILEGE")
            .set("restore_policy", "NONE"),
        BootstrapStack.WHY);
    part.output(
        "outputs.tf",
        "state_bucket",
        BUCKET.reference().dot("name"),
        "Bucket of the Terraform state, as in environments/*.gcs.tfbackend.",
        BootstrapStack.WHY);
  }

  private static Body.Builder bucket() {
    Expression name = template(var("project_id"), "-terraform-state");
    return Body.builder()
        .add(
            new Argument(
                "name",
                name,
                "checkov:skip=CKV_GCP_62:Data access to the state is recorded by Cloud Audit Logs,"
                    + " which access logs of a bucket would only repeat.",
                Optional.empty()))
        .set("location", var("region"))
        .set("uniform_bucket_level_access", true)
        .set("public_access_prevention", "enforced")
        .set("force_destroy", false)
        .block("versioning", Body.builder().set("enabled", true))
        .block(
            "lifecycle_rule",
            Body.builder()
                .block("action", Body.builder().set("type", "Delete"))
                .block(
                    "condition",
                    Body.builder()
                        .set("num_newer_versions", KEPT_VERSIONS)
                        .set("with_state", "ARCHIVED")),
            "Older states stay long enough to go back.")
        .block("soft_delete_policy", Body.builder().set("retention_duration_seconds", 604_800));
  }
}
