package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import java.util.ArrayList;
import java.util.List;

/** Reads local values and outputs. */
final class ValueReaders {

  private static final BlockSchema OUTPUT =
      BlockSchema.of("description", "depends_on", "sensitive", "ephemeral")
          .require("value")
          .block("precondition")
          .block("postcondition");

  static final List<String> OUTPUT_OVERRIDES =
      List.of("description", "value", "sensitive", "ephemeral");

  private ValueReaders() {}

  static List<LocalValue> locals(Block block, Report report) {
    List<LocalValue> locals = new ArrayList<>();
    for (Attribute argument : Content.onlyArguments(block.body(), report)) {
      LocalValue local =
          new LocalValue(argument.name(), argument.value(), argument.nameRange(), argument.range());
      if (!Names.isIdentifier(local.name())) {
        report
            .at(local.address())
            .error(
                "NAME",
                local.nameRange(),
                "Invalid name of a local value",
                "A name begins with a letter or underscore and has only letters, digits,"
                    + " underscores and dashes.",
                "Choose such a name.");
      }
      locals.add(local);
    }
    return locals;
  }

  static Draft outputDraft(Block block, boolean override, Report report) {
    return Draft.whole(
        block,
        OUTPUT.openTofu(report.openTofu(), "deprecated"),
        override,
        report.at("output." + block.labels().getFirst().text()));
  }

  static OutputValue output(Draft draft) {
    Report report = draft.report();
    Content content = draft.content();
    Names.check(draft.label(0), "an output", report);
    content
        .blocks("postcondition")
        .forEach(block ->
            report.error(
                "CONDITION",
                block.nameRange(),
                "An output has no postconditions",
                "It is checked before it is given out, so it can only have preconditions.",
                "Write `precondition`."));
    content.value("description").ifPresent(value -> Constants.text(value, report));
    draft.refuseOverride("depends_on");
    draft
        .overrides()
        .forEach(other ->
            ConditionReader.all(
                Condition.Kind.PRECONDITION,
                other.content().blocks("precondition"),
                true,
                other.report()));
    return new OutputValue(
        draft.label(0).text(),
        content.value("value"),
        content.value("sensitive").flatMap(v -> Constants.bool(v, report)).orElse(false),
        content.value("ephemeral").flatMap(v -> Constants.bool(v, report)).orElse(false),
        content.value("depends_on").map(v -> ReferenceReader.list(v, report)).orElse(List.of()),
        ConditionReader.all(
            Condition.Kind.PRECONDITION, content.blocks("precondition"), draft.override(), report),
        draft.label(0).range(),
        draft.header());
  }
}
