package dev.slipway.terraform;

import dev.slipway.evaluate.References;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the rules that a configuration sets for itself. */
final class ConditionReader {

  private static final BlockSchema SCHEMA = BlockSchema.of().require("condition", "error_message");

  private ConditionReader() {}

  /** Reads blocks of this kind; none may stand in an override file. */
  static List<Condition> all(
      Condition.Kind kind, List<Block> blocks, boolean override, Report report) {
    List<Condition> conditions = new ArrayList<>();
    for (Block block : blocks) {
      if (override) {
        report.error(
            "OVERRIDE",
            block.header(),
            "`" + block.name() + "` cannot be overridden",
            "Terraform does not merge these blocks from override files.",
            "Change it where the block is declared.");
      } else {
        conditions.add(read(kind, block, report));
      }
    }
    return conditions;
  }

  private static Condition read(Condition.Kind kind, Block block, Report report) {
    Content content = Content.whole(block.body(), SCHEMA, block.header(), report);
    Optional<HclExpression> condition = content.value("condition");
    condition
        .filter(expression -> !(expression instanceof HclExpression.Invalid))
        .filter(expression -> References.of(expression).isEmpty())
        .ifPresent(expression ->
            report.error(
                "CONDITION",
                expression.range(),
                "The condition refers to nothing",
                "It always has the same outcome, so it checks nothing.",
                "Refer to a value from elsewhere in the configuration."));
    return new Condition(kind, condition, content.value("error_message"), block.header());
  }

  /** A validation that does not look at its variable would be one of something else. */
  static void checkRefersTo(String variable, List<Condition> validations, Report report) {
    for (Condition validation : validations) {
      validation
          .condition()
          .filter(expression -> !(expression instanceof HclExpression.Invalid))
          .filter(expression -> References.of(expression).stream().noneMatch(r -> is(r, variable)))
          .ifPresent(expression ->
              report.error(
                  "CONDITION",
                  expression.range(),
                  "The validation does not look at its variable",
                  "The condition must refer to `var." + variable + "`, whose values it tests.",
                  "Refer to `var." + variable + "`."));
    }
  }

  private static boolean is(Traversal reference, String variable) {
    return reference.root().equals("var")
        && !reference.steps().isEmpty()
        && reference.steps().getFirst() instanceof Step.Attribute name
        && name.name().equals(variable);
  }

  /** A resource's conditions see it as {@code self}, not by its name. */
  static void checkNotItself(
      ResourceMode mode, String type, String name, List<Condition> conditions, Report report) {
    for (Condition condition : conditions) {
      List<HclExpression> expressions = new ArrayList<>();
      condition.condition().ifPresent(expressions::add);
      condition.errorMessage().ifPresent(expressions::add);
      for (HclExpression expression : expressions) {
        if (References.of(expression).stream().anyMatch(r -> is(r, mode, type, name))) {
          report.error(
              "CONDITION",
              expression.range(),
              "The condition refers to its own resource",
              "A resource cannot refer to itself by name.",
              condition.kind() == Condition.Kind.POSTCONDITION
                  ? "Write `self`."
                  : "Move it to a `postcondition` and write `self`.");
        }
      }
    }
  }

  private static boolean is(Traversal reference, ResourceMode mode, String type, String name) {
    List<String> words = new ArrayList<>(List.of(reference.root()));
    for (Step step : reference.steps()) {
      if (words.size() == 3 || !(step instanceof Step.Attribute attribute)) {
        break;
      }
      words.add(attribute.name());
    }
    String prefix =
        switch (mode) {
          case MANAGED -> words.getFirst().equals("resource") ? "resource" : "";
          case DATA -> "data";
          case EPHEMERAL -> "ephemeral";
        };
    int start = prefix.isEmpty() ? 0 : 1;
    return words.size() >= start + 2
        && (prefix.isEmpty() || words.getFirst().equals(prefix))
        && words.get(start).equals(type)
        && words.get(start + 1).equals(name);
  }
}
