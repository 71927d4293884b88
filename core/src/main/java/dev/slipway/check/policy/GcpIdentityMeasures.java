package dev.slipway.check.policy;

import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.gcp.GcpAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Measures on identities and their rights. */
final class GcpIdentityMeasures {

  private static final List<String> PRIMITIVE =
      List.of("roles/owner", "roles/editor", "roles/viewer");
  private static final List<String> EVERYBODY = List.of("allUsers", "allAuthenticatedUsers");

  private GcpIdentityMeasures() {}

  static Finding leastPrivilege(Output output) {
    Finding.Builder found = Finding.builder();
    found.gaps(primitiveRoles(output)).gaps(publicGrants(output)).gaps(keys(output));
    for (Workload workload : output.blueprint().workloads()) {
      Optional<Resource> runner = GcpRunners.running(output, workload);
      if (runner.isPresent()) {
        found.check(
            References.in(runner.get()).to(GcpAddresses.identity(workload.name())),
            Output.name(runner.get()),
            "runs as " + GcpAddresses.identity(workload.name()),
            Output.name(runner.get()) + " does not run as an identity of its own.");
      }
    }
    return found.build("The output has no workload that runs as an identity of its own.");
  }

  static List<Finding.Gap> primitiveRoles(Output output) {
    return output.all().stream()
        .filter(r -> r.address().type().contains("_iam_"))
        .filter(r -> PRIMITIVE.stream().anyMatch(role -> grants(r, role)))
        .map(r -> gap(r, " grants a basic role, which reaches everything in the project."))
        .toList();
  }

  private static Finding.Gap gap(Resource resource, String words) {
    return new Finding.Gap(Output.name(resource), Output.name(resource) + words);
  }

  private static boolean grants(Resource resource, String role) {
    boolean direct =
        Output.at(resource, "role").filter(e -> e.equals(new Expression.Text(role))).isPresent();
    return direct || resource.meta().forEach().filter(e -> listed(e, role)).isPresent();
  }

  private static boolean listed(Expression expression, String text) {
    return switch (expression) {
      case Expression.Call call -> call.arguments().stream().anyMatch(a -> listed(a, text));
      case Expression.ListOf list -> list.items().contains(new Expression.Text(text));
      case Expression.ObjectOf object ->
          object.entries().stream().anyMatch(e -> e.value().equals(new Expression.Text(text)));
      case Expression.Text _,
          Expression.Number _,
          Expression.Bool _,
          Expression.Null _,
          Expression.Reference _,
          Expression.Template _,
          Expression.Conditional _,
          Expression.Binary _,
          Expression.Unary _,
          Expression.ForList _,
          Expression.ForObject _ ->
          false;
    };
  }

  /** Grants to everybody other than the right to call a workload that is public by design. */
  static List<Finding.Gap> publicGrants(Output output) {
    Set<Finding.Gap> open = new LinkedHashSet<>();
    for (Resource resource : output.all()) {
      References references = References.in(resource);
      boolean everybody =
          resource.address().type().contains("_iam_")
              && EVERYBODY.stream().anyMatch(references::mentions);
      if (everybody && !opensPublicWorkload(output, references)) {
        open.add(gap(resource, " lets everybody in."));
      }
    }
    return List.copyOf(open);
  }

  private static boolean opensPublicWorkload(Output output, References references) {
    return output.blueprint().workloads().stream()
        .filter(w -> w.exposure() == Workload.Exposure.PUBLIC)
        .anyMatch(w ->
            references.to(GcpAddresses.service(w.name()))
                || references.to(
                    ResourceAddress.managed(
                        "google_cloudfunctions2_function", ResourceAddress.id(w.name()))));
  }

  static List<Finding.Gap> keys(Output output) {
    return output.everywhere("google_service_account_key").stream()
        .map(r -> gap(r, " makes a key that never expires and ends up in the state."))
        .toList();
  }
}
