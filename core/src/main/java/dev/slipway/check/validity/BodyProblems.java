package dev.slipway.check.validity;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Suggestion;
import dev.slipway.facts.BlockSchema;
import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.value.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words what is wrong with the body of one resource, provider or provisioner. */
final class BodyProblems {

  private final String address;
  private final Problems problems;
  private boolean found;

  BodyProblems(String address, Problems problems) {
    this.address = address;
    this.problems = problems;
  }

  /** Whether there was an error so far. */
  boolean found() {
    return found;
  }

  void error(String code, Range range, String summary, String detail, String fix) {
    found = true;
    problems.error("SLIP-TF-" + code, address, range, summary, detail, fix);
  }

  void warning(String code, Range range, String summary, String detail, String fix) {
    problems.warning("SLIP-TF-" + code, address, range, summary, detail, fix);
  }

  /** A body's items; what in JSON can be read neither as argument nor as block is reported. */
  List<HclItem> items(HclBody body, Map<String, Integer> labels) {
    Problems found = new Problems();
    List<HclItem> items = body.items(labels, found);
    if (!found.isEmpty()) {
      addAll(found);
    }
    return items;
  }

  /** Takes over what came of evaluating a part of the body. */
  void addAll(Problems others) {
    found |= others.hasErrors();
    for (Diagnostic problem : others.sorted()) {
      problems.add(
          problem.address().isPresent()
              ? problem
              : new Diagnostic(
                  problem.code(),
                  problem.severity(),
                  Optional.of(address),
                  problem.span(),
                  problem.summary(),
                  problem.detail(),
                  problem.fix(),
                  problem.edits()));
    }
  }

  /** A name that the schema does not know; mended where one is near and stands plainly there. */
  private void unknown(
      String code, String kind, String path, String name, Range range, List<String> candidates) {
    found = true;
    String summary = "No " + kind + " `" + path + name + "`";
    Optional<String> meant = Suggestion.closest(name, candidates);
    String detail =
        (kind.equals("argument") ? "An " : "A ")
            + kind
            + " of this name is not expected here."
            + Suggestion.sentence(name, candidates);
    if (meant.isPresent() && range.text().equals(name)) {
      problems.error(
          "SLIP-TF-" + code,
          address,
          range,
          summary,
          detail,
          "Write `" + meant.get() + "`.",
          meant.get());
    } else {
      error(code, range, summary, detail, "Correct the name or remove the " + kind + ".");
    }
  }

  void unknownArgument(String path, String name, Range range, BlockSchema schema) {
    if (schema.block(name).isPresent()) {
      error(
          "ARGUMENT-UNKNOWN",
          range,
          "No argument `" + path + name + "`",
          "`" + name + "` is a block here, not an argument.",
          "Write `" + name + " { … }`, without the equals sign.");
      return;
    }
    List<String> settable =
        schema.attributes().values().stream()
            .filter(BlockSchema.Attribute::settable)
            .map(BlockSchema.Attribute::name)
            .toList();
    unknown("ARGUMENT-UNKNOWN", "argument", path, name, range, settable);
  }

  void unknownBlock(String path, String name, Range range, BlockSchema schema) {
    if (schema.attribute(name).isPresent()) {
      error(
          "BLOCK-UNKNOWN",
          range,
          "No block `" + path + name + "`",
          "`" + name + "` is an argument here, not a block.",
          "Write `" + name + " = …`, with an equals sign.");
      return;
    }
    unknown("BLOCK-UNKNOWN", "block", path, name, range, List.copyOf(schema.blocks().keySet()));
  }

  void missing(String path, String name, Type type, Range range) {
    error(
        "ARGUMENT-MISSING",
        range,
        "`" + path + name + "` is missing",
        "The argument is required.",
        type == Type.Primitive.DYNAMIC
            ? "Give it a value."
            : "Set it to a value of type " + type + ".");
  }

  void isNull(String full, Range range) {
    error(
        "ARGUMENT-MISSING",
        range,
        "`" + full + "` is null",
        "The argument is required, and null counts as not set.",
        "Give it a value.");
  }

  void mistyped(String full, String reason, Range range) {
    error(
        "TYPE",
        range,
        "`" + full + "` has a value of the wrong type",
        reason.isEmpty()
            ? "The value cannot be converted."
            : Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".",
        "Give it a value of the type that is wanted.");
  }

  void computed(String full, Range range) {
    error(
        "ARGUMENT-COMPUTED",
        range,
        "`" + full + "` cannot be set",
        "The provider alone decides this value.",
        "Remove the argument.");
  }

  void deprecated(String full, Range range) {
    warning(
        "DEPRECATED",
        range,
        "`" + full + "` is deprecated",
        "The provider will drop it in a later version.",
        "Use what its documentation names instead.");
  }

  void ephemeral(String full, Range range) {
    error(
        "EPHEMERAL",
        range,
        "An ephemeral value in `" + full + "`",
        "The value of this argument is kept in the state, where an ephemeral value may not go.",
        "Use a write-only argument, or a value that is not ephemeral.");
  }

  void tooFew(String full, int count, int min, Range range) {
    error(
        "BLOCK-COUNT",
        range,
        "Too few blocks `" + full + "`",
        "There " + are(count) + "; at least " + min + " " + (min == 1 ? "is" : "are") + " needed.",
        "Add `" + full.substring(full.lastIndexOf('.') + 1) + " { … }`.");
  }

  void tooMany(String full, int count, int max, Range range) {
    error(
        "BLOCK-COUNT",
        range,
        "Too many blocks `" + full + "`",
        "There " + are(count) + "; at most " + max + " " + (max == 1 ? "is" : "are") + " accepted.",
        "Remove what is too many.");
  }

  private static String are(int count) {
    return count == 0 ? "is none" : count == 1 ? "is one" : "are " + count;
  }

  void labels(String full, int wanted, Range range) {
    error(
        "BLOCK-LABEL",
        range,
        "Wrong number of labels of block `" + full + "`",
        wanted == 0 ? "The block takes no label." : "The block takes one label, its key.",
        wanted == 0 ? "Remove the label." : "Write one label between the type and the brace.");
  }

  void dynamic(String full, Range range, String detail, String fix) {
    error("DYNAMIC", range, "`dynamic \"" + full + "\"` is not well formed", detail, fix);
  }
}
