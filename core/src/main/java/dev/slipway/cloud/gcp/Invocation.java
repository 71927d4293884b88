package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Template;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** How workloads are reached by others: their addresses and who may call them. */
final class Invocation {

  private Invocation() {}

  /**
   * The host name that Cloud Run gives a service. It follows from the project's number, so two
   * services can know each other without referring to each other.
   */
  static Template host(Blueprint blueprint, String workload, Expression region) {
    return template(
        GcpNames.service(blueprint, workload) + "-",
        MainStack.PROJECT.reference().dot("number"),
        ".",
        region,
        ".run.app");
  }

  /** {@code https://} and {@link #host}. */
  static Template url(Blueprint blueprint, String workload, Expression region) {
    return template(
        "https://" + GcpNames.service(blueprint, workload) + "-",
        MainStack.PROJECT.reference().dot("number"),
        ".",
        region,
        ".run.app");
  }

  /** What browsers see, without a slash at the end. */
  static Expression origin(Blueprint blueprint) {
    Expression direct = url(blueprint, Front.root(blueprint), var("region"));
    return Front.choose(blueprint, template("https://", var("domain")), direct);
  }

  /** {@link #url} with a path. */
  static Template url(Blueprint blueprint, String workload, Expression region, String path) {
    List<Expression> parts = new ArrayList<>(url(blueprint, workload, region).parts());
    parts.removeLast();
    parts.add(text(".run.app" + path));
    return new Template(List.copyOf(parts));
  }

  /** Lets one more identity call the target, in every region. */
  static void allow(
      Blueprint blueprint,
      StackPart.Builder part,
      String file,
      String id,
      Workload target,
      boolean job,
      Expression member,
      Provenance why) {
    String type =
        job ? "google_cloud_run_v2_job_iam_member" : "google_cloud_run_v2_service_iam_member";
    part.resource(
        file,
        ResourceAddress.managed(type, id),
        "",
        job ? Meta.NONE : Placement.meta(blueprint),
        Body.builder()
            .set("name", name(blueprint, target, job))
            .set("location", job ? var("region") : Placement.region(blueprint))
            .set("role", "roles/run.invoker")
            .set("member", member),
        why);
  }

  private static Expression name(Blueprint blueprint, Workload target, boolean job) {
    if (job) {
      return GcpAddresses.job(target.name()).reference().dot("name");
    }
    if (target.kind() == WorkloadKind.FUNCTION) {
      return Placement.beside(blueprint, GcpAddresses.function(target.name())).dot("name");
    }
    return Placement.beside(blueprint, GcpAddresses.service(target.name())).dot("name");
  }
}
