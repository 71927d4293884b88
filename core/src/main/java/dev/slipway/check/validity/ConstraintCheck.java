package dev.slipway.check.validity;

import dev.slipway.check.validity.EvaluatedBody.Argument;
import dev.slipway.check.validity.EvaluatedBody.Blocks;
import dev.slipway.facts.Constraints;
import dev.slipway.facts.Constraints.Group;
import dev.slipway.facts.Constraints.ValueRule;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A body against what its provider was seen to refuse beyond its schema. A value that is not known
 * satisfies everything.
 */
final class ConstraintCheck {

  private final Constraints constraints;
  private final BodyProblems problems;

  ConstraintCheck(Constraints constraints, BodyProblems problems) {
    this.constraints = constraints;
    this.problems = problems;
  }

  void check(EvaluatedBody body) {
    values(body, "");
    if (!problems.found()) {
      for (Group group : constraints.groups()) {
        new OneGroup(group).check(body, "");
      }
    }
  }

  private void values(EvaluatedBody body, String path) {
    body.arguments()
        .forEach((name, argument) -> {
          String full = path + name;
          if (constraints.deprecated().contains(full) && !argument.value().isNull()) {
            problems.deprecated(full, argument.nameRange());
          }
          value(argument.value(), full, argument.valueRange());
        });
    body.blocks()
        .forEach((name, blocks) -> {
          if (blocks.known()) {
            blocks.bodies().forEach(block -> values(block, path + name + "."));
          }
        });
  }

  /** A value and, for attributes that are lists of objects, what is in them. */
  private void value(Value value, String full, Range range) {
    ValueRule rule = constraints.values().get(full);
    if (rule != null) {
      ValueRules.problem(rule, value).ifPresent(problem -> refused(full, problem, range));
    }
    if (value.hasElements()) {
      value.elements().forEach(element -> fields(element, full, range));
    } else {
      fields(value, full, range);
    }
  }

  private void fields(Value value, String full, Range range) {
    if (value.hasFields() && value.type() instanceof dev.slipway.value.Type.ObjectType) {
      value.fields().forEach((name, field) -> value(field, full + "." + name, range));
    }
  }

  private void refused(String full, String problem, Range range) {
    problems.error(
        "VALUE",
        range,
        "The provider refuses the value of `" + full + "`",
        problem,
        "Use a value that it accepts.");
  }

  /** Whether something is set. */
  private enum Presence {
    ABSENT,
    UNKNOWN,
    PRESENT;

    private Presence or(Presence other) {
      return other.ordinal() > ordinal() ? other : this;
    }
  }

  /** One group of things that depend on each other, in every body that holds all of them. */
  private final class OneGroup {
    private final Group group;
    private final String parent;

    private OneGroup(Group group) {
      this.group = group;
      List<String> all = new ArrayList<>(group.members());
      all.addAll(group.requires());
      this.parent = parent(all);
    }

    private void check(EvaluatedBody body, String path) {
      if (path.equals(parent)) {
        group(body);
        return;
      }
      int dot = parent.indexOf('.', path.length());
      String next = parent.substring(path.length(), dot);
      body.blocks(next)
          .filter(Blocks::known)
          .ifPresent(blocks ->
              blocks.bodies().forEach(block -> check(block, parent.substring(0, dot + 1))));
    }

    private void group(EvaluatedBody body) {
      List<String> set = new ArrayList<>();
      boolean possible = false;
      for (String member : group.members()) {
        Presence presence = presence(body, member);
        possible |= presence != Presence.ABSENT;
        if (presence == Presence.PRESENT) {
          set.add(member);
        }
      }
      switch (group.kind()) {
        case CONFLICTS, AT_MOST_ONE -> conflict(body, set);
        case AT_LEAST_ONE -> {
          if (!possible) {
            report(
                body.header(),
                "One of `" + String.join("`, `", group.members()) + "` is needed",
                "None of them is set.",
                "Set one.");
          }
        }
        case REQUIRES -> requires(body, set);
      }
    }

    private void conflict(EvaluatedBody body, List<String> set) {
      if (set.size() > 1) {
        report(
            place(body, set.get(1)),
            "`" + set.get(0) + "` and `" + set.get(1) + "` exclude each other",
            "The provider accepts one of them only.",
            "Keep one.");
      }
    }

    private void requires(EvaluatedBody body, List<String> set) {
      for (String needed : group.requires()) {
        if (!set.isEmpty() && presence(body, needed) == Presence.ABSENT) {
          report(
              place(body, set.getFirst()),
              "`" + set.getFirst() + "` needs `" + needed + "`",
              "The second is not set.",
              "Set both or neither.");
        }
      }
    }

    private Presence presence(EvaluatedBody body, String member) {
      return inBody(body, member.substring(parent.length()));
    }

    private Presence inBody(EvaluatedBody body, String rest) {
      int dot = rest.indexOf('.');
      String name = dot < 0 ? rest : rest.substring(0, dot);
      Optional<Blocks> blocks = body.blocks(name);
      if (blocks.isPresent()) {
        return inBlocks(blocks.get(), dot < 0 ? "" : rest.substring(dot + 1));
      }
      return body.argument(name).map(argument -> of(argument.value())).orElse(Presence.ABSENT);
    }

    private Presence inBlocks(Blocks blocks, String rest) {
      Presence found = blocks.known() ? Presence.ABSENT : Presence.UNKNOWN;
      for (EvaluatedBody block : blocks.bodies()) {
        Presence here =
            !blocks.known()
                ? Presence.UNKNOWN
                : rest.isEmpty() ? Presence.PRESENT : inBody(block, rest);
        found = found.or(here);
      }
      return found;
    }

    private static Presence of(Value value) {
      if (value.isNull()) {
        return Presence.ABSENT;
      }
      return value.isKnown() ? Presence.PRESENT : Presence.UNKNOWN;
    }

    /** Where a member stands. */
    private Range place(EvaluatedBody body, String member) {
      String rest = member.substring(parent.length());
      int dot = rest.indexOf('.');
      String name = dot < 0 ? rest : rest.substring(0, dot);
      return body.argument(name)
          .map(Argument::nameRange)
          .or(() ->
              body.blocks(name)
                  .filter(blocks -> !blocks.bodies().isEmpty())
                  .map(blocks -> blocks.bodies().getFirst().header()))
          .orElse(body.header());
    }

    private void report(Range range, String summary, String detail, String fix) {
      problems.error("CONFLICT", range, summary, detail, fix);
    }
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
