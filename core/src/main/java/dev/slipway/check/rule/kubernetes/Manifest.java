package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import dev.slipway.evidence.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One object as written, with all others of the project beside it. */
public record Manifest(
    YamlFile file, Node node, String apiVersion, String kind, String name, Cluster cluster) {

  static final List<String> WORKLOADS =
      List.of(
          "Pod",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob");

  String address() {
    return kind + "/" + name;
  }

  /** Empty where it is up to who applies the manifest. */
  Optional<String> namespace() {
    return node.at("metadata", "namespace").flatMap(Node::text);
  }

  String folder() {
    int slash = file.path().lastIndexOf('/');
    return slash < 0 ? "" : file.path().substring(0, slash);
  }

  boolean isWorkload() {
    return WORKLOADS.contains(kind);
  }

  /** Whether it is meant to run until it is replaced. */
  boolean isService() {
    return List.of("Deployment", "StatefulSet", "DaemonSet").contains(kind);
  }

  /** What its pods are made of. */
  Optional<Pod> pod() {
    return template().flatMap(t -> t.get("spec")).map(spec -> new Pod(this, spec));
  }

  private Optional<Node> template() {
    return switch (kind) {
      case "Pod" -> Optional.of(node);
      case "CronJob" -> node.at("spec", "jobTemplate", "spec", "template");
      default -> isWorkload() ? node.at("spec", "template") : Optional.empty();
    };
  }

  /** The labels of its pods. */
  Map<String, String> podLabels() {
    return texts(template().flatMap(t -> t.at("metadata", "labels")));
  }

  static Map<String, String> texts(Optional<Node> mapping) {
    Map<String, String> texts = new LinkedHashMap<>();
    mapping
        .map(Node::entries)
        .orElse(List.of())
        .forEach(e -> e.value().text().ifPresent(text -> texts.put(e.key(), text)));
    return texts;
  }

  /** How many of its pods there are at first; 1 where that is not said. */
  long replicas() {
    return node.at("spec", "replicas").flatMap(Node::text).map(Manifest::number).orElse(1L);
  }

  static long number(String text) {
    boolean digits = !text.isEmpty() && text.length() < 10;
    return digits && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(text) : -1;
  }

  Optional<String> annotation(String name) {
    return node.at("metadata", "annotations").flatMap(a -> a.text(name));
  }

  void fault(Report report, String particulars) {
    report.add(address(), file.place(node, "kind"), particulars);
  }

  void fault(Report report, Node at, String particulars) {
    report.add(address(), file.place(at), particulars);
  }

  void fault(Report report, Span at, String particulars) {
    report.add(address(), at, particulars);
  }
}
