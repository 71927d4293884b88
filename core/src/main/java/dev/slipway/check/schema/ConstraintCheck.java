package dev.slipway.check.schema;

import dev.slipway.facts.Constraints;
import dev.slipway.facts.Constraints.Group;
import dev.slipway.facts.Constraints.ValueRule;
import dev.slipway.facts.Naming;
import dev.slipway.stack.Body;
import dev.slipway.stack.Evaluation;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import dev.slipway.stack.Value;
import dev.slipway.stack.VariableFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Values known in some environment against what the provider was seen to refuse and what the cloud
 * accepts as names.
 */
final class ConstraintCheck {

  private final Stack stack;
  private final Findings findings;

  ConstraintCheck(Stack stack, Findings findings) {
    this.stack = stack;
    this.findings = findings;
  }

  /** One body with the iterators that hold in it. */
  private record Place(Body body, String path, Map<String, Value> scope) {}

  void run() {
    Set<String> environments = new LinkedHashSet<>();
    for (VariableFile file : stack.variableFiles()) {
      environments.add(file.environment());
    }
    if (environments.isEmpty()) {
      environments.add("");
    }
    for (String environment : environments) {
      Evaluation evaluation = Evaluation.of(stack, environment);
      for (Resource resource : stack.resources()) {
        if (resource.address().mode() == ResourceAddress.Mode.MANAGED) {
          new OneResource(resource, evaluation).run();
        }
      }
    }
  }

  /** The check of one resource in one environment. */
  private final class OneResource {
    private final Resource resource;
    private final String address;
    private final Evaluation evaluation;
    private final Constraints constraints;
    private final List<Naming.Rule> names;

    private OneResource(Resource resource, Evaluation evaluation) {
      this.resource = resource;
      this.address = resource.address().toString();
      this.evaluation = evaluation;
      this.constraints = Constraints.of(resource.address().type());
      this.names = Naming.of(resource.address().type());
    }

    private void run() {
      if (constraints.resourceDeprecated()) {
        deprecated(resource.address().type());
      }
      List<Place> places = new ArrayList<>();
      for (Map<String, Value> scope : evaluation.scopes(resource)) {
        collect(new Place(resource.body(), "", scope), places);
      }
      for (Place place : places) {
        values(place);
        constraints.groups().forEach(group -> group(group, place));
      }
    }

    private void collect(Place place, List<Place> places) {
      places.add(place);
      for (Body.Item item : place.body().items()) {
        if (item instanceof Body.Block block && block.type().equals("dynamic")) {
          dynamic(block, place, places);
        } else if (item instanceof Body.Block block) {
          collect(
              new Place(block.body(), place.path() + block.type() + ".", place.scope()), places);
        }
      }
    }

    private void dynamic(Body.Block block, Place place, List<Place> places) {
      String name = block.labels().isEmpty() ? "" : block.labels().getFirst();
      Value collection =
          block
              .body()
              .argument("for_each")
              .flatMap(value -> evaluation.value(value, place.scope()))
              .orElse(Value.UNKNOWN);
      for (Body content : block.body().blocks("content")) {
        for (Map.Entry<Value, Value> one : Evaluation.elements(collection, true).entrySet()) {
          Map<String, Value> scope = new LinkedHashMap<>(place.scope());
          scope.put(ReferenceCheck.iterator(block), Evaluation.pair(one.getKey(), one.getValue()));
          collect(new Place(content, place.path() + name + ".", scope), places);
        }
      }
    }

    private void values(Place place) {
      for (Body.Item item : place.body().items()) {
        if (item instanceof Body.Argument argument) {
          String path = place.path() + argument.name();
          if (constraints.deprecated().contains(path)) {
            deprecated(path);
          }
          evaluation
              .value(argument.value(), place.scope())
              .filter(value -> !(value instanceof Value.Nothing))
              .ifPresent(value -> value(path, value));
        }
      }
    }

    private void value(String path, Value value) {
      ValueRule rule = constraints.values().get(path);
      if (rule != null) {
        ValueRules.problem(rule, value).ifPresent(problem -> refused(path, problem));
      }
      for (Naming.Rule name : names) {
        if (name.attribute().equals(path)) {
          value
              .asText()
              .flatMap(text -> ValueRules.name(name, text))
              .ifPresent(p -> named(path, p, name));
        }
      }
    }

    private void refused(String path, String problem) {
      findings.error(
          "VALUE",
          address,
          "The provider refuses the value of `" + path + "`",
          problem,
          "Use a value that it accepts.");
    }

    private void named(String path, String problem, Naming.Rule rule) {
      findings.error(
          "NAME",
          address,
          "`" + path + "` is not a valid name",
          problem + (rule.notes().isEmpty() ? "" : " Also: " + rule.notes() + "."),
          "Choose a name that keeps to this.");
    }

    private void deprecated(String path) {
      findings.warning(
          "DEPRECATED",
          address,
          "`" + path + "` is deprecated",
          "The provider will drop it in a later version.",
          "Use what its documentation names instead.");
    }

    private void group(Group group, Place place) {
      List<String> all = new ArrayList<>(group.members());
      all.addAll(group.requires());
      String parent = parent(all);
      if (!place.path().equals(parent)) {
        return;
      }
      List<String> set = new ArrayList<>();
      boolean possible = false;
      for (String member : group.members()) {
        Presence presence = presence(place, member.substring(parent.length()));
        possible |= presence != Presence.ABSENT;
        if (presence == Presence.PRESENT) {
          set.add(member);
        }
      }
      switch (group.kind()) {
        case CONFLICTS, AT_MOST_ONE -> {
          if (set.size() > 1) {
            conflict(
                String.join("`, `", set) + "` exclude each other",
                "The provider accepts one of them only.",
                "Keep one.");
          }
        }
        case AT_LEAST_ONE -> {
          if (!possible) {
            conflict(
                String.join("`, `", group.members()) + "`: one of them is needed",
                "None of them is set.",
                "Set one.");
          }
        }
        case REQUIRES -> {
          for (String needed : group.requires()) {
            boolean absent = presence(place, needed.substring(parent.length())) == Presence.ABSENT;
            if (!set.isEmpty() && absent) {
              conflict(
                  set.getFirst() + "` needs `" + needed + "`",
                  "The second is not set.",
                  "Set both or neither.");
            }
          }
        }
      }
    }

    private void conflict(String summary, String detail, String fix) {
      findings.error("CONFLICT", address, "`" + summary, detail, fix);
    }

    private Presence presence(Place place, String path) {
      int dot = path.indexOf('.');
      String name = dot < 0 ? path : path.substring(0, dot);
      Presence best = Presence.ABSENT;
      for (Body.Item item : place.body().items()) {
        Presence here =
            switch (item) {
              case Body.Argument argument when argument.name().equals(name) ->
                  presence(argument.value(), place.scope());
              case Body.Argument argument -> Presence.ABSENT;
              case Body.Block block
                  when block.type().equals("dynamic") && block.labels().contains(name) ->
                  Presence.UNKNOWN;
              case Body.Block block when block.type().equals(name) ->
                  dot < 0
                      ? Presence.PRESENT
                      : presence(
                          new Place(block.body(), "", place.scope()), path.substring(dot + 1));
              case Body.Block block -> Presence.ABSENT;
            };
        best = here.ordinal() > best.ordinal() ? here : best;
      }
      return best;
    }

    private Presence presence(Expression expression, Map<String, Value> scope) {
      Optional<Value> value = evaluation.value(expression, scope);
      if (value.isEmpty()) {
        return Presence.UNKNOWN;
      }
      return value.get() instanceof Value.Nothing ? Presence.ABSENT : Presence.PRESENT;
    }
  }

  private enum Presence {
    ABSENT,
    UNKNOWN,
    PRESENT
  }

  /** The blocks that all members lie in, with a dot at the end. */
  private static String parent(List<String> members) {
    String parent = members.getFirst().substring(0, members.getFirst().lastIndexOf('.') + 1);
    for (String member : members) {
      while (!member.startsWith(parent)) {
        parent = parent.substring(0, parent.lastIndexOf('.', parent.length() - 2) + 1);
      }
    }
    return parent;
  }
}
