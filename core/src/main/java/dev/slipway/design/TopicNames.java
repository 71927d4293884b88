package dev.slipway.design;

import dev.slipway.design.SettingNames.Meaning;
import dev.slipway.intake.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topics of a program that names them in variables: one for each name. */
final class TopicNames {

  private static final int NAME_LIMIT = 20;

  private TopicNames() {}

  /** One store a topic; the store as it is where no variable names one. */
  static List<Store> split(Store store) {
    Map<String, List<Store.Use>> byName = new LinkedHashMap<>();
    for (Store.Use use : store.uses()) {
      for (Variable variable : use.part().service().variables()) {
        topic(variable).ifPresent(t -> byName.computeIfAbsent(t, n -> new ArrayList<>()).add(use));
      }
    }
    if (byName.isEmpty()) {
      return List.of(store);
    }
    for (Store.Use use : store.uses()) {
      if (byName.values().stream().noneMatch(u -> u.contains(use))) {
        String name = subscribed(use, byName).orElseGet(() -> byName.keySet().iterator().next());
        byName.computeIfAbsent(name, n -> new ArrayList<>()).add(use);
      }
    }
    List<Store> stores = new ArrayList<>();
    byName.forEach((name, uses) ->
        stores.add(
            new Store(
                name,
                store.engine(),
                uses.stream().distinct().toList(),
                store.evidence(),
                store.external())));
    return List.copyOf(stores);
  }

  /** The topic that a variable names, by its default, else by what its name says. */
  static Optional<String> topic(Variable variable) {
    if (SettingNames.meaning(variable.name()) != Meaning.TOPIC) {
      return Optional.empty();
    }
    String spoken =
        variable
            .name()
            .replaceFirst("^(GCP|GOOGLE|PUBSUB|PUB_SUB)_", "")
            .replaceFirst("_?TOPIC(_ID|_NAME)?$", "");
    String named =
        variable
            .defaultValue()
            .filter(d -> !d.isBlank())
            .orElse(spoken.isEmpty() ? "events" : spoken);
    return Optional.of(
        ResourceNames.of(named.substring(named.lastIndexOf('/') + 1), NAME_LIMIT, "events"));
  }

  /** A subscription is usually called after its topic. */
  private static Optional<String> subscribed(Store.Use use, Map<String, List<Store.Use>> byName) {
    return use.part().service().variables().stream()
        .filter(v -> SettingNames.meaning(v.name()) == Meaning.SUBSCRIPTION)
        .flatMap(v -> v.defaultValue().stream())
        .flatMap(d -> byName.keySet().stream().filter(d::startsWith))
        .findFirst();
  }
}
