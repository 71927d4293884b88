package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.document.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a workload lives through faults and maintenance. */
final class ResilienceRules {

  private static final String BUDGET = "PodDisruptionBudget";

  private ResilienceRules() {}

  static void register(RuleSet.Builder<Manifest> rules) {
    rules
        .add(
            "SLIP-K8S-NO-READINESS",
            ResilienceRules::readiness,
            "Deployment",
            "StatefulSet",
            "DaemonSet")
        .add(
            "SLIP-K8S-NO-LIVENESS",
            ResilienceRules::liveness,
            "Deployment",
            "StatefulSet",
            "DaemonSet")
        .add("SLIP-K8S-SINGLE-REPLICA", ResilienceRules::single, "Deployment")
        .add("SLIP-K8S-NO-BUDGET", ResilienceRules::noBudget, "Deployment", "StatefulSet")
        .add("SLIP-K8S-NO-SPREAD", ResilienceRules::spread, "Deployment", "StatefulSet")
        .add("SLIP-K8S-BUDGET-BLOCKS", ResilienceRules::budgetBlocks, BUDGET)
        .add("SLIP-K8S-HPA-TARGET", ResilienceRules::scaled, "HorizontalPodAutoscaler");
  }

  private static boolean lacks(Manifest manifest, String probe) {
    List<Pod.Container> containers = manifest.pod().map(Pod::containers).orElse(List.of());
    return !containers.isEmpty()
        && containers.stream().noneMatch(c -> c.node().get(probe).isPresent());
  }

  static void readiness(Manifest manifest, Report report) {
    if (lacks(manifest, "readinessProbe") && manifest.cluster().isServed(manifest)) {
      manifest.fault(report, "A Service leads to it and no container has a `readinessProbe`.");
    }
  }

  static void liveness(Manifest manifest, Report report) {
    if (lacks(manifest, "livenessProbe")) {
      manifest.fault(report, "No container has a `livenessProbe`.");
    }
  }

  private static boolean isScaled(Manifest manifest) {
    return manifest.cluster().isScaled(manifest) || manifest.cluster().hasTemplates();
  }

  static void single(Manifest manifest, Report report) {
    if (manifest.replicas() == 1 && !isScaled(manifest) && manifest.cluster().isServed(manifest)) {
      manifest.fault(report, "It has one replica.");
    }
  }

  private static boolean isBudgeted(Manifest manifest) {
    return manifest.cluster().hasTemplates() || manifest.cluster().isBudgeted(manifest);
  }

  static void noBudget(Manifest manifest, Report report) {
    if (manifest.replicas() > 1 && !isBudgeted(manifest)) {
      manifest.fault(report, "No PodDisruptionBudget selects its pods.");
    }
  }

  static void spread(Manifest manifest, Report report) {
    Optional<Node> spec = manifest.pod().map(Pod::spec);
    boolean spreads =
        spec.flatMap(s -> s.get("topologySpreadConstraints")).isPresent()
            || spec.flatMap(s -> s.at("affinity", "podAntiAffinity")).isPresent();
    if (manifest.replicas() > 1 && spec.isPresent() && !spreads) {
      manifest.fault(report, "Nothing says that its replicas are to be on several nodes.");
    }
  }

  static void budgetBlocks(Manifest budget, Report report) {
    Optional<Node> most = budget.node().at("spec", "maxUnavailable");
    String unavailable = most.flatMap(Node::text).orElse("");
    if (unavailable.equals("0") || unavailable.equals("0%")) {
      budget.fault(report, most.get(), "`maxUnavailable` is " + unavailable + ".");
    }
    Optional<Node> least = budget.node().at("spec", "minAvailable");
    String available = least.flatMap(Node::text).orElse("");
    if (available.equals("100%")) {
      budget.fault(report, least.get(), "`minAvailable` is 100%.");
    }
    long number = Manifest.number(available);
    Map<String, String> selector =
        Manifest.texts(budget.node().at("spec", "selector", "matchLabels"));
    for (Manifest workload : budget.cluster().selected(budget, selector).toList()) {
      if (number > 0 && number >= workload.replicas() && !isScaled(workload)) {
        budget.fault(
            report,
            least.get(),
            "`minAvailable` is "
                + number
                + " and "
                + workload.address()
                + " has "
                + workload.replicas()
                + (workload.replicas() == 1 ? " replica." : " replicas."));
      }
    }
  }

  static void scaled(Manifest scaler, Report report) {
    Optional<Node> reference = scaler.node().at("spec", "scaleTargetRef");
    String kind = reference.flatMap(r -> r.text("kind")).orElse("");
    String name = reference.flatMap(r -> r.text("name")).orElse("");
    boolean there = scaler.cluster().hasNamed(scaler, kind, name);
    boolean kept = scaler.cluster().keepsWorkloads(scaler);
    if (Manifest.WORKLOADS.contains(kind) && kept && !there && !scaler.cluster().hasTemplates()) {
      scaler.fault(
          report, reference.get(), "There is no " + kind + " with the name `" + name + "`.");
    }
  }
}
