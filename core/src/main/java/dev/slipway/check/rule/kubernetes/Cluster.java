package dev.slipway.check.rule.kubernetes;

import dev.slipway.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All objects of a project, and what its kustomizations add to them. */
public final class Cluster {

  private final List<Manifest> manifests = new ArrayList<>();
  private final Map<String, List<Manifest>> byKind = new LinkedHashMap<>();
  private final Set<String> images = new TreeSet<>();
  private final Set<String> generated = new TreeSet<>();
  private boolean templates;

  void add(Manifest manifest) {
    manifests.add(manifest);
    byKind.computeIfAbsent(manifest.kind(), k -> new ArrayList<>()).add(manifest);
  }

  /** Images that get their versions, and settings that get their contents, from a kustomization. */
  void kustomization(Node node) {
    for (Node image : node.get("images").map(Node::items).orElse(List.of())) {
      image.text("name").ifPresent(images::add);
    }
    for (String generator : List.of("configMapGenerator", "secretGenerator")) {
      for (Node made : node.get(generator).map(Node::items).orElse(List.of())) {
        made.text("name").ifPresent(generated::add);
      }
    }
    if (node.get("helmCharts").isPresent()) {
      templates = true;
    }
  }

  /** Notes that there are templates, from which any object may come. */
  public void template() {
    templates = true;
  }

  /** Whether objects may come from templates that were not read. */
  boolean hasTemplates() {
    return templates;
  }

  List<Manifest> manifests() {
    return manifests;
  }

  List<Manifest> of(String... kinds) {
    List<Manifest> found = new ArrayList<>();
    for (String kind : kinds) {
      found.addAll(byKind.getOrDefault(kind, List.of()));
    }
    return found;
  }

  List<Manifest> workloads() {
    return of(Manifest.WORKLOADS.toArray(String[]::new));
  }

  boolean setsVersion(String image) {
    return images.contains(image);
  }

  boolean generates(String name) {
    return generated.contains(name);
  }

  /** The workloads whose pods a selector chooses, in the namespace of the one that selects. */
  List<Manifest> selected(Manifest selecting, Map<String, String> selector) {
    return selector.isEmpty()
        ? List.of()
        : workloads().stream()
            .filter(w -> w.isBeside(selecting))
            .filter(w -> w.podLabels().entrySet().containsAll(selector.entrySet()))
            .toList();
  }

  /** Whether a Service leads to it. */
  boolean isServed(Manifest workload) {
    return of("Service").stream()
        .anyMatch(
            s -> selected(s, Manifest.texts(s.node().at("spec", "selector"))).contains(workload));
  }

  /** Whether something of this kind points to the workload by name. */
  boolean isTarget(Manifest workload, String kind, String... path) {
    return of(kind).stream()
        .filter(m -> m.isBeside(workload))
        .flatMap(m -> m.node().at(path).stream())
        .anyMatch(ref ->
            ref.text("name").orElse("").equals(workload.name())
                && ref.text("kind").orElse(workload.kind()).equals(workload.kind()));
  }
}
