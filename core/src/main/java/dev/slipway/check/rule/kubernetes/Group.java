package dev.slipway.check.rule.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Objects that have something in common, by namespace, so that none is looked at in vain. */
final class Group {

  private final List<Manifest> all = new ArrayList<>();
  private final Map<Optional<String>, List<Manifest>> byNamespace = new LinkedHashMap<>();

  void add(Manifest manifest) {
    all.add(manifest);
    byNamespace.computeIfAbsent(manifest.namespace(), n -> new ArrayList<>()).add(manifest);
  }

  List<Manifest> all() {
    return all;
  }

  int size() {
    return all.size();
  }

  /** The first one whose namespace is written in the same way. */
  Optional<Manifest> first(Optional<String> namespace) {
    return in(namespace).stream().findFirst();
  }

  /** Those that can be in one namespace with another object. */
  Stream<Manifest> beside(Manifest other) {
    Optional<String> namespace = other.namespace();
    return namespace.isEmpty()
        ? all.stream()
        : Stream.concat(in(namespace).stream(), in(Optional.empty()).stream());
  }

  private List<Manifest> in(Optional<String> namespace) {
    return byNamespace.getOrDefault(namespace, List.of());
  }
}
