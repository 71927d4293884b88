package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;

/** Rights, each a resource of its own so that one can be taken away without touching others. */
final class Grants {

  private Grants() {}

  /** The workload's service account as a member of a policy. */
  static Expression member(Workload workload) {
    return GcpAddresses.identity(workload.name()).reference().dot("member");
  }

  /** A role on the whole project, for what has no policy of its own. */
  static void project(
      StackPart.Builder part, Workload workload, String role, String comment, Provenance why) {
    part.resource(
        StackFiles.IDENTITY,
        ResourceAddress.managed("google_project_iam_member", id(workload.name(), role)),
        comment,
        Body.builder()
            .set("project", var("project_id"))
            .set("role", role)
            .set("member", member(workload)),
        why);
  }

  /** A role on one resource: {@code attribute} is the policy resource's name for it. */
  static void on(
      StackPart.Builder part,
      String file,
      ResourceAddress address,
      Meta meta,
      String attribute,
      Expression target,
      String role,
      Expression member,
      Provenance why) {
    part.resource(
        file,
        address,
        "",
        meta,
        Body.builder().set(attribute, target).set("role", role).set("member", member),
        why);
  }

  /** The address of a workload's right to read a secret. */
  static ResourceAddress secretAccess(String workload, String secret) {
    return ResourceAddress.managed(
        "google_secret_manager_secret_iam_member",
        ResourceAddress.id(workload + "_reads_" + secret));
  }

  /** {@code api} and {@code roles/cloudsql.client} make {@code api_cloudsql_client}. */
  static String id(String workload, String role) {
    StringBuilder id = new StringBuilder(workload).append('_');
    for (char c : role.substring(role.indexOf('/') + 1).toCharArray()) {
      id.append(Character.isUpperCase(c) ? "_" + Character.toLowerCase(c) : String.valueOf(c));
    }
    return ResourceAddress.id(id.toString());
  }
}
