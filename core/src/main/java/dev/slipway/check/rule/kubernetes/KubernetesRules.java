package dev.slipway.check.rule.kubernetes;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import dev.slipway.check.rule.written.YamlFile;
import dev.slipway.document.Node;
import java.util.List;
import java.util.Optional;

/** Rules over Kubernetes manifests. */
public final class KubernetesRules {

  private static final class Registered {
    private static final RuleSet<Manifest> RULES = rules();

    private static RuleSet<Manifest> rules() {
      RuleSet.Builder<Manifest> rules = RuleSet.builder();
      ContainerRules.register(rules);
      PodRules.register(rules);
      ResilienceRules.register(rules);
      AccessRules.register(rules);
      NetworkRules.register(rules);
      ObjectRules.register(rules);
      return rules.build();
    }
  }

  private KubernetesRules() {}

  public static RuleSet<Manifest> rules() {
    return Registered.RULES;
  }

  static String[] workloads() {
    return Manifest.WORKLOADS.toArray(String[]::new);
  }

  /** Whether a text has the marks of a manifest: both keys at the beginning of lines. */
  public static boolean isManifest(String text) {
    return starts(text, "apiVersion:") && starts(text, "kind:");
  }

  private static boolean starts(String text, String key) {
    return text.startsWith(key) || text.contains("\n" + key) || text.contains("\n- " + key);
  }

  /**
   * Whether a text only becomes YAML when a template engine has gone over it. Braces in quoted
   * texts, as alerts have them, are none of its business.
   */
  public static boolean isTemplate(String text) {
    for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
      int line = text.lastIndexOf('\n', at) + 1;
      String before = text.substring(line, at).strip();
      boolean value = before.isEmpty() || before.endsWith(":") || before.equals("-");
      if (value || text.startsWith("{{-", at) || text.startsWith("{{ .Values", at)) {
        return true;
      }
    }
    return false;
  }

  /** Takes the objects of a file into a cluster. */
  public static void read(YamlFile file, Cluster cluster) {
    for (Node document : file.documents()) {
      read(file, document, cluster, 0);
    }
  }

  private static void read(YamlFile file, Node node, Cluster cluster, int depth) {
    Optional<String> kind = node.text("kind");
    Optional<String> version = node.text("apiVersion");
    if (kind.isEmpty() || version.isEmpty()) {
      return;
    }
    if (kind.get().equals("Kustomization") || version.get().startsWith("kustomize.")) {
      cluster.kustomization(node);
    } else if (kind.get().endsWith("List") && node.get("items").isPresent() && depth < 4) {
      for (Node item : node.get("items").map(Node::items).orElse(List.of())) {
        read(file, item, cluster, depth + 1);
      }
    } else {
      String name = node.at("metadata", "name").flatMap(Node::text).orElse("");
      cluster.add(new Manifest(file, node, version.get(), kind.get(), name, cluster));
    }
  }

  /** Notes a kustomization whose kind is left out, as it may be. */
  public static void kustomization(Cluster cluster, Node node) {
    cluster.kustomization(node);
  }

  /** Asks all rules about all objects. */
  public static void check(Cluster cluster, Report report) {
    for (Manifest manifest : cluster.manifests()) {
      rules().check(manifest.kind(), manifest, report);
    }
  }
}
