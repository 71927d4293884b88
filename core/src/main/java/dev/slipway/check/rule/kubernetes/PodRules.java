package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.document.Node;
import java.util.List;
import java.util.Optional;

/** What a pod shares with its node and what it is given. */
final class PodRules {

  private static final List<String> SOCKETS =
      List.of("docker.sock", "containerd.sock", "crio.sock", "dockershim.sock");

  private PodRules() {}

  static void register(RuleSet.Builder<Manifest> rules) {
    String[] workloads = KubernetesRules.workloads();
    rules
        .add("SLIP-K8S-HOST-NAMESPACE", PodRules::hostNamespace, workloads)
        .add("SLIP-K8S-HOST-PATH", PodRules::hostPath, workloads)
        .add("SLIP-K8S-RUNTIME-SOCKET", PodRules::runtimeSocket, workloads)
        .add("SLIP-K8S-TOKEN-MOUNTED", PodRules::token, workloads)
        .add("SLIP-K8S-REFERENCE-MISSING", PodRules::references, workloads)
        .add(
            "SLIP-K8S-SELECTOR-MISMATCH",
            PodRules::selector,
            "Deployment",
            "StatefulSet",
            "DaemonSet",
            "ReplicaSet");
  }

  static void hostNamespace(Manifest manifest, Report report) {
    for (String key : List.of("hostNetwork", "hostPID", "hostIPC")) {
      Optional<Node> at = manifest.pod().flatMap(pod -> pod.spec().get(key));
      if (at.flatMap(Node::text).orElse("").equals("true")) {
        manifest.fault(report, at.get(), "`" + key + "` is on.");
      }
    }
  }

  private static boolean isSocket(String path) {
    return SOCKETS.stream().anyMatch(path::endsWith);
  }

  static void hostPath(Manifest manifest, Report report) {
    for (Node volume : manifest.pod().map(Pod::volumes).orElse(List.of())) {
      Optional<Node> path = volume.at("hostPath", "path");
      if (path.isPresent() && !isSocket(path.flatMap(Node::text).orElse(""))) {
        manifest.fault(
            report,
            path.get(),
            "The volume `" + volume.text("name").orElse("") + "` is a folder of the node.");
      }
    }
  }

  static void runtimeSocket(Manifest manifest, Report report) {
    for (Node volume : manifest.pod().map(Pod::volumes).orElse(List.of())) {
      Optional<Node> path = volume.at("hostPath", "path");
      if (isSocket(path.flatMap(Node::text).orElse(""))) {
        manifest.fault(
            report,
            path.get(),
            "The volume `" + volume.text("name").orElse("") + "` is the runtime's own socket.");
      }
    }
  }

  static void token(Manifest manifest, Report report) {
    Optional<Pod> pod = manifest.pod().filter(p -> !p.containers().isEmpty());
    boolean named =
        pod.map(p -> p.spec().text("serviceAccountName").or(() -> p.spec().text("serviceAccount")))
            .orElse(Optional.empty())
            .filter(name -> !name.equals("default"))
            .isPresent();
    boolean account =
        manifest
            .cluster()
            .beside(manifest, "ServiceAccount")
            .anyMatch(a ->
                a.name().equals("default")
                    && a.node().text("automountServiceAccountToken").orElse("").equals("false"));
    if (pod.isPresent()
        && !named
        && !account
        && !pod.get().is("automountServiceAccountToken", "false")) {
      manifest.fault(report, "It takes the default service account's token.");
    }
  }

  static void selector(Manifest manifest, Report report) {
    Optional<Node> labels = manifest.node().at("spec", "selector", "matchLabels");
    boolean there = manifest.pod().filter(pod -> !pod.containers().isEmpty()).isPresent();
    boolean fits = manifest.podLabels().entrySet().containsAll(Manifest.texts(labels).entrySet());
    if (labels.isPresent() && there && !fits) {
      manifest.fault(report, labels.get(), "The labels in the template are others.");
    }
  }

  static void references(Manifest manifest, Report report) {
    manifest
        .pod()
        .ifPresent(pod -> {
          for (Node container : pod.all().stream().map(Pod.Container::node).toList()) {
            for (Node source : container.get("envFrom").map(Node::items).orElse(List.of())) {
              missing(manifest, source.get("configMapRef"), "name", report);
            }
            for (Node variable : container.get("env").map(Node::items).orElse(List.of())) {
              missing(manifest, variable.at("valueFrom", "configMapKeyRef"), "name", report);
            }
          }
          pod.volumes().forEach(v -> missing(manifest, v.get("configMap"), "name", report));
        });
  }

  /** Only in a folder that keeps its ConfigMaps beside its workloads. */
  private static void missing(
      Manifest manifest, Optional<Node> reference, String key, Report report) {
    Optional<Node> at = reference.flatMap(r -> r.get(key));
    String name = at.flatMap(Node::text).orElse("");
    boolean kept = manifest.cluster().keeps(manifest, "ConfigMap");
    boolean there =
        manifest.cluster().hasNamed(manifest, "ConfigMap", name)
            || manifest.cluster().generates(name)
            || manifest.cluster().hasTemplates()
            || name.equals("kube-root-ca.crt");
    boolean optional = reference.flatMap(r -> r.text("optional")).orElse("").equals("true");
    if (at.isPresent() && kept && !there && !optional) {
      manifest.fault(report, at.get(), "No ConfigMap here has the name `" + name + "`.");
    }
  }
}
