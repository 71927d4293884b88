package dev.slipway.terraform;

import dev.slipway.evaluate.TypeConstraint;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Conversion;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/** Reads {@code variable} blocks. */
final class VariableReader {

  private static final BlockSchema SCHEMA =
      BlockSchema.of("description", "default", "type", "sensitive", "ephemeral", "nullable")
          .block("validation");

  static final List<String> OVERRIDES = SCHEMA.argumentNames();

  /** What has a meaning of its own in a {@code module} block, where variables are set. */
  private static final List<String> RESERVED =
      List.of(
          "source",
          "version",
          "count",
          "for_each",
          "depends_on",
          "providers",
          "lifecycle",
          "locals",
          "provider",
          "_");

  private VariableReader() {}

  static Draft draft(Block block, boolean override, Report report) {
    return Draft.whole(
        block,
        SCHEMA.openTofu(report.openTofu(), "deprecated", "const"),
        override,
        report.at("var." + block.labels().getFirst().text()));
  }

  static InputVariable read(Draft draft) {
    Report report = draft.report();
    Content content = draft.content();
    String name = draft.label(0).text();
    checkName(draft, report);
    content.value("description").ifPresent(value -> Constants.text(value, report));
    Optional<HclExpression> type = content.value("type");
    TypeConstraint constraint = type.map(t -> constraint(t, report)).orElse(TypeConstraint.ANY);
    boolean nullable = flag(content, "nullable", true, report);
    draft.overrides().forEach(other -> validations(other.content(), true, other.report()));
    List<Condition> validations = validations(content, draft.override(), report);
    ConditionReader.checkRefersTo(name, validations, report);
    return new InputVariable(
        name,
        constraint,
        type,
        content
            .value("default")
            .map(value -> defaultValue(value, place(value, draft), constraint, nullable, report)),
        content.value("default"),
        nullable,
        flag(content, "sensitive", false, report),
        flag(content, "ephemeral", false, report),
        validations,
        draft.label(0).range(),
        draft.header());
  }

  private static void checkName(Draft draft, Report report) {
    Names.check(draft.label(0), "a variable", report);
    if (RESERVED.contains(draft.label(0).text())) {
      report.error(
          "NAME",
          draft.label(0).range(),
          "Reserved name of a variable",
          "`"
              + draft.label(0).text()
              + "` has a meaning of its own in `module` blocks, where"
              + " variables get their values.",
          "Choose another name.");
    }
  }

  private static List<Condition> validations(Content content, boolean override, Report report) {
    return ConditionReader.all(
        Condition.Kind.VALIDATION, content.blocks("validation"), override, report);
  }

  private static boolean flag(Content content, String name, boolean otherwise, Report report) {
    return content.value(name).flatMap(v -> Constants.bool(v, report)).orElse(otherwise);
  }

  private static TypeConstraint constraint(HclExpression type, Report report) {
    if (ReferenceReader.quoted(type).isPresent()) {
      report.error(
          "VARIABLE-TYPE",
          type.range(),
          "Type in quotes",
          "Types are written without quotes since Terraform 0.12.",
          "Write `string`, `list(string)`, `map(string)` or another type without quotes.");
      return TypeConstraint.ANY;
    }
    Problems found = new Problems();
    TypeConstraint constraint = TypeConstraint.read(type, found);
    report.addAll(found);
    return constraint;
  }

  /** Where an override file is to blame, its block is the place. */
  private static Range place(HclExpression value, Draft draft) {
    return draft.overrides().isEmpty() ? value.range() : draft.overrides().getLast().header();
  }

  private static Value defaultValue(
      HclExpression expression,
      Range place,
      TypeConstraint constraint,
      boolean nullable,
      Report report) {
    Optional<Value> written = Constants.value(expression, report);
    if (written.isEmpty()) {
      return Value.DYNAMIC;
    }
    return switch (constraint.accept(written.get())) {
      case Conversion.Converted converted -> {
        if (converted.value().isNull() && !nullable) {
          report.error(
              "VARIABLE-VALUE",
              place,
              "Null as default",
              "The variable says `nullable = false`, so null is no value for it.",
              "Give it another default, or none.");
        }
        yield converted.value();
      }
      case Conversion.Refused refused -> {
        report.error(
            "VARIABLE-VALUE",
            place,
            "The default is not of the variable's type",
            "It cannot be turned into `" + constraint.type() + "`: " + refused.reason() + ".",
            "Write a value of that type, or change the type.");
        yield Value.DYNAMIC;
      }
    };
  }
}
