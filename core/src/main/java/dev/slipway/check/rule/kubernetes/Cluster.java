package dev.slipway.check.rule.kubernetes;

import dev.slipway.document.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All objects of a project, and what its kustomizations add to them. */
public final class Cluster {

  private static final List<String> SCALERS = List.of("HorizontalPodAutoscaler", "ScaledObject");

  private final List<Manifest> manifests = new ArrayList<>();
  private final Map<String, Group> byKind = new LinkedHashMap<>();
  private final Map<Name, Group> byName = new LinkedHashMap<>();
  private final Map<Label, Group> byLabel = new LinkedHashMap<>();
  private final Map<String, Group> scalers = new LinkedHashMap<>();
  private final Set<Name> kindsInFolders = new LinkedHashSet<>();
  private final Set<String> images = new TreeSet<>();
  private final Set<String> generated = new TreeSet<>();
  private boolean templates;
  private final Map<Selection, Optional<Set<String>>> portNames = new LinkedHashMap<>();
  private @Nullable Set<Manifest> served;
  private @Nullable Set<Manifest> budgeted;

  /** A kind, and the name of an object of it or of a folder that has one. */
  private record Name(String kind, String name) {}

  private record Label(String key, String value) {}

  private record Selection(Optional<String> namespace, Map<String, String> labels) {}

  void add(Manifest manifest) {
    portNames.clear();
    served = null;
    budgeted = null;
    manifests.add(manifest);
    put(byKind, manifest.kind(), manifest);
    put(byName, new Name(manifest.kind(), manifest.name()), manifest);
    kindsInFolders.add(new Name(manifest.kind(), manifest.folder()));
    if (manifest.isWorkload()) {
      manifest.podLabels().forEach((key, value) -> put(byLabel, new Label(key, value), manifest));
    }
    if (SCALERS.contains(manifest.kind())) {
      target(manifest).ifPresent(target -> put(scalers, target.text("name").orElse(""), manifest));
    }
  }

  private static <K> void put(Map<K, Group> groups, K key, Manifest manifest) {
    groups.computeIfAbsent(key, k -> new Group()).add(manifest);
  }

  private static Optional<Node> target(Manifest scaler) {
    return scaler.node().at("spec", "scaleTargetRef");
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

  /** Whether there is an object of this kind that can be in one namespace with another one. */
  boolean hasBeside(Manifest other, String kind) {
    return beside(other, kind).findFirst().isPresent();
  }

  /** The objects of a kind that can be in one namespace with another one. */
  Stream<Manifest> beside(Manifest other, String kind) {
    return group(byKind, kind).beside(other);
  }

  /** Whether an object of this kind and name can be in one namespace with another one. */
  boolean hasNamed(Manifest other, String kind, String name) {
    return group(byName, new Name(kind, name)).beside(other).findFirst().isPresent();
  }

  /** Whether the folder of an object has one of this kind too. */
  boolean keeps(Manifest other, String kind) {
    return kindsInFolders.contains(new Name(kind, other.folder()));
  }

  /** Whether the folder of an object has workloads too. */
  boolean keepsWorkloads(Manifest other) {
    return Manifest.WORKLOADS.stream().anyMatch(kind -> keeps(other, kind));
  }

  /** The first object of this kind whose namespace is written in the same way. */
  Optional<Manifest> first(String kind, Optional<String> namespace) {
    return group(byKind, kind).first(namespace);
  }

  private static <K> Group group(Map<K, Group> groups, K key) {
    Group group = groups.get(key);
    return group == null ? new Group() : group;
  }

  boolean setsVersion(String image) {
    return images.contains(image);
  }

  boolean generates(String name) {
    return generated.contains(name);
  }

  /** The workloads whose pods a selector chooses, in the namespace of the one that selects. */
  Stream<Manifest> selected(Manifest selecting, Map<String, String> selector) {
    Optional<Group> fewest =
        selector.entrySet().stream()
            .map(label -> group(byLabel, new Label(label.getKey(), label.getValue())))
            .min(Comparator.comparingInt(Group::size));
    return fewest.stream()
        .flatMap(group -> group.beside(selecting))
        .filter(w -> w.podLabels().entrySet().containsAll(selector.entrySet()));
  }

  /** The names of the ports of the pods that a selector chooses; empty where it chooses none. */
  Optional<Set<String>> portNames(Manifest selecting, Map<String, String> selector) {
    return portNames.computeIfAbsent(
        new Selection(selecting.namespace(), selector),
        key -> {
          List<Manifest> workloads = selected(selecting, selector).toList();
          Set<String> names = new LinkedHashSet<>();
          workloads.stream()
              .flatMap(workload -> workload.pod().stream())
              .flatMap(pod -> pod.all().stream())
              .forEach(container -> names.addAll(container.ports("name")));
          return workloads.isEmpty() ? Optional.empty() : Optional.of(names);
        });
  }

  /** Whether a Service leads to it. */
  boolean isServed(Manifest workload) {
    if (served == null) {
      served = selectedBy("Service", "spec", "selector");
    }
    return served.contains(workload);
  }

  /** Whether a budget limits how many of its pods may be missing. */
  boolean isBudgeted(Manifest workload) {
    if (budgeted == null) {
      budgeted = selectedBy("PodDisruptionBudget", "spec", "selector", "matchLabels");
    }
    return budgeted.contains(workload);
  }

  /** The workloads that the objects of a kind select; each selector is followed once. */
  private Set<Manifest> selectedBy(String kind, String... path) {
    Set<Manifest> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Selection> followed = new LinkedHashSet<>();
    for (Manifest selecting : group(byKind, kind).all()) {
      Map<String, String> selector = Manifest.texts(selecting.node().at(path));
      if (followed.add(new Selection(selecting.namespace(), selector))) {
        selected(selecting, selector).forEach(all::add);
      }
    }
    return all;
  }

  /** Whether something sets the number of its pods. */
  boolean isScaled(Manifest workload) {
    return group(scalers, workload.name())
        .beside(workload)
        .flatMap(scaler -> target(scaler).stream())
        .anyMatch(target -> target.text("kind").orElse(workload.kind()).equals(workload.kind()));
  }
}
