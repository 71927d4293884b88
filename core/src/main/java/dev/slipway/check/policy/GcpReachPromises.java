package dev.slipway.check.policy;

import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.check.policy.Finding.Gap;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each part can reach what it needs, and nobody else what he does not. */
final class GcpReachPromises {

  private GcpReachPromises() {}

  /** Workloads without a network path to a datastore that has a private address only. */
  static List<Gap> paths(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      Optional<Resource> runner = GcpRunners.running(output, workload);
      for (Connection connection : workload.connections()) {
        boolean inside =
            output
                .blueprint()
                .datastore(connection.to().name())
                .filter(d -> d.element().equals(connection.to()))
                .filter(GcpReachPromises::privateOnly)
                .isPresent();
        if (inside && runner.filter(r -> !GcpNetworkMeasures.hasPath(r)).isPresent()) {
          String name = Output.name(runner.get());
          gaps.add(
              new Gap(
                  name,
                  name
                      + " has no path to "
                      + connection.to()
                      + ", which has a private address only."));
        }
      }
    }
    return List.copyOf(gaps);
  }

  private static boolean privateOnly(Datastore datastore) {
    return switch (datastore) {
      case Datastore.Relational _, Datastore.Cache _ -> true;
      case Datastore.Document _,
          Datastore.Bucket _,
          Datastore.Topic _,
          Datastore.TaskQueue _,
          Datastore.External _ ->
          false;
    };
  }

  /** Secrets in a workload's settings that its identity may not read. */
  static List<Gap> secretAccess(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Workload workload : output.blueprint().workloads()) {
      for (Setting setting : workload.settings()) {
        if (setting.value() instanceof Setting.SecretReference(String secret)
            && !mayRead(output, workload, secret)) {
          gaps.add(
              new Gap(
                  GcpAddresses.secret(secret).toString(),
                  GcpAddresses.identity(workload.name())
                      + " may not read it, and "
                      + workload.name()
                      + " does not start without "
                      + setting.name()
                      + "."));
        }
      }
    }
    return List.copyOf(gaps);
  }

  private static boolean mayRead(Output output, Workload workload, String secret) {
    return output.of("google_secret_manager_secret_iam_member").stream()
        .map(References::in)
        .anyMatch(
            r -> r.to(GcpAddresses.secret(secret)) && r.to(GcpAddresses.identity(workload.name())));
  }

  /** Buckets that somebody could open, other than the files of a static site. */
  static List<Gap> buckets(Output output) {
    List<Gap> gaps = new ArrayList<>();
    for (Resource bucket : output.everywhere("google_storage_bucket")) {
      boolean site =
          output.of("google_compute_backend_bucket").stream()
              .anyMatch(backend -> References.in(backend).to(bucket.address()));
      if (!site && !closed(output, bucket)) {
        String name = Output.name(bucket);
        gaps.add(new Gap(name, name + " does not refuse to be made public."));
      }
    }
    return List.copyOf(gaps);
  }

  private static boolean closed(Output output, Resource bucket) {
    return output.isTrue(bucket, "uniform_bucket_level_access")
        && output.text(bucket, "public_access_prevention").filter("enforced"::equals).isPresent();
  }

  /** What is wrong with the bucket of the state. */
  static List<Gap> state(Output output) {
    List<Resource> buckets = output.bootstrap().ofType("google_storage_bucket");
    if (buckets.isEmpty()) {
      return List.of(new Gap("terraform/bootstrap", "There is no bucket for the state."));
    }
    List<Gap> gaps = new ArrayList<>();
    for (Resource bucket : buckets) {
      String name = Output.name(bucket);
      if (!output.isTrue(bucket, "versioning", "enabled")) {
        gaps.add(new Gap(name, name + " keeps no older states to go back to."));
      }
      boolean kept =
          bucket.meta().lifecycle().flatMap(l -> l.argument("prevent_destroy")).isPresent();
      if (!kept) {
        gaps.add(new Gap(name, name + " can be destroyed with everything that Terraform knows."));
      }
    }
    return List.copyOf(gaps);
  }

  /**
   * Roles that the main stack grants on the project and that the deployer's condition does not
   * name.
   */
  static List<Gap> grants(Output output) {
    String allowed = condition(output);
    List<Gap> gaps = new ArrayList<>();
    for (Resource grant : output.of("google_project_iam_member")) {
      Optional<String> role = Output.at(grant, "role").flatMap(GcpReachPromises::literal);
      if (role.isPresent() && !allowed.contains("'" + role.get() + "'")) {
        String name = Output.name(grant);
        gaps.add(
            new Gap(
                name,
                name + " grants " + role.get() + ", which the pipeline's account may not grant."));
      }
    }
    return List.copyOf(gaps);
  }

  private static String condition(Output output) {
    StringBuilder conditions = new StringBuilder();
    for (Resource grant : output.bootstrap().ofType("google_project_iam_member")) {
      Output.at(grant, "condition", "expression")
          .flatMap(GcpReachPromises::literal)
          .ifPresent(conditions::append);
    }
    return conditions.toString();
  }

  private static Optional<String> literal(Expression expression) {
    return expression instanceof Expression.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }
}
