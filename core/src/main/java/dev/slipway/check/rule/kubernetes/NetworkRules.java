package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.document.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How traffic gets in and where it goes. */
final class NetworkRules {

  private static final List<String> WATCHED = List.of("Deployment", "StatefulSet", "DaemonSet");
  private static final List<String> POLICIES =
      List.of("NetworkPolicy", "CiliumNetworkPolicy", "AuthorizationPolicy", "GlobalNetworkPolicy");

  private NetworkRules() {}

  static void register(RuleSet.Builder<Manifest> rules) {
    rules
        .add("SLIP-K8S-LOAD-BALANCER-OPEN", NetworkRules::loadBalancer, "Service")
        .add("SLIP-K8S-NODE-PORT", NetworkRules::nodePort, "Service")
        .add("SLIP-K8S-EXTERNAL-IPS", NetworkRules::externalIps, "Service")
        .add("SLIP-K8S-SERVICE-NO-PODS", NetworkRules::noPods, "Service")
        .add("SLIP-K8S-SERVICE-PORT", NetworkRules::port, "Service")
        .add("SLIP-K8S-INGRESS-PLAIN", NetworkRules::plain, "Ingress")
        .add("SLIP-K8S-NO-NETWORK-POLICY", NetworkRules::policy, WATCHED.toArray(String[]::new));
  }

  private static String type(Manifest service) {
    return service.node().at("spec", "type").flatMap(Node::text).orElse("");
  }

  static void loadBalancer(Manifest service, Report report) {
    boolean limited = service.node().at("spec", "loadBalancerSourceRanges").isPresent();
    boolean internal =
        Manifest.texts(service.node().at("metadata", "annotations")).entrySet().stream()
            .anyMatch(a ->
                a.getKey().toLowerCase(Locale.ROOT).contains("internal")
                    || a.getValue().equalsIgnoreCase("internal"));
    if (type(service).equals("LoadBalancer") && !limited && !internal) {
      service.fault(
          report,
          service.node().at("spec", "type").get(),
          "It has no `loadBalancerSourceRanges` and is not marked as internal.");
    }
  }

  static void nodePort(Manifest service, Report report) {
    if (type(service).equals("NodePort")) {
      service.fault(report, service.node().at("spec", "type").get(), "Its type is NodePort.");
    }
  }

  static void externalIps(Manifest service, Report report) {
    Optional<Node> ips = service.node().at("spec", "externalIPs");
    if (ips.map(i -> !i.items().isEmpty()).orElse(false)) {
      service.fault(report, ips.get(), "It sets `externalIPs`.");
    }
  }

  static void noPods(Manifest service, Report report) {
    Optional<Node> at = service.node().at("spec", "selector");
    Map<String, String> selector = Manifest.texts(at);
    Cluster cluster = service.cluster();
    if (!selector.isEmpty()
        && cluster.keepsWorkloads(service)
        && !cluster.hasTemplates()
        && cluster.selected(service, selector).findFirst().isEmpty()) {
      service.fault(report, at.get(), "No workload here has pods with these labels.");
    }
  }

  static void port(Manifest service, Report report) {
    Cluster cluster = service.cluster();
    Map<String, String> selector = Manifest.texts(service.node().at("spec", "selector"));
    for (Node port : service.node().at("spec", "ports").map(Node::items).orElse(List.of())) {
      Optional<Node> target = port.get("targetPort");
      String name = target.flatMap(Node::text).orElse("");
      boolean named = !name.isEmpty() && Manifest.number(name) < 0;
      if (named
          && cluster.portNames(service, selector).filter(p -> !p.contains(name)).isPresent()) {
        service.fault(
            report, target.get(), "No container behind it has a port named `" + name + "`.");
      }
    }
  }

  static void plain(Manifest ingress, Report report) {
    Map<String, String> annotations = Manifest.texts(ingress.node().at("metadata", "annotations"));
    boolean certificate =
        annotations.keySet().stream()
            .map(key -> key.toLowerCase(Locale.ROOT))
            .anyMatch(key ->
                key.contains("cert")
                    || key.contains("tls")
                    || key.contains("ssl-redirect")
                    || key.contains("ssl-passthrough"));
    boolean tls = ingress.node().at("spec", "tls").map(t -> !t.items().isEmpty()).orElse(false);
    boolean serves = ingress.node().get("spec").isPresent();
    if (serves && !tls && !certificate) {
      ingress.fault(report, "It has no `tls`.");
    }
  }

  /** Said once for a namespace, at its first workload. */
  static void policy(Manifest workload, Report report) {
    Cluster cluster = workload.cluster();
    boolean first =
        WATCHED.stream()
                .flatMap(kind -> cluster.first(kind, workload.namespace()).stream())
                .findFirst()
                .orElse(workload)
            == workload;
    boolean guarded = POLICIES.stream().anyMatch(kind -> cluster.hasBeside(workload, kind));
    if (first && !guarded && !cluster.hasTemplates()) {
      workload.fault(
          report,
          workload
                  .namespace()
                  .map(n -> "The namespace `" + n + "` has workloads")
                  .orElse("There are workloads")
              + " and no NetworkPolicy.");
    }
  }
}
