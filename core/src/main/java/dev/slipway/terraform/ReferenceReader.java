package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.Index;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.NullLiteral;
import dev.slipway.hcl.syntax.HclExpression.RelativeTraversal;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclExpression.Tuple;
import dev.slipway.hcl.syntax.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** References where nothing else may stand: names with constant steps, in JSON as strings. */
final class ReferenceReader {

  private ReferenceReader() {}

  /** A list of references, each of which may be quoted as old versions of Terraform wanted it. */
  static List<Reference> list(HclExpression expression, Report report) {
    List<Reference> references = new ArrayList<>();
    for (HclExpression item : items(expression, report)) {
      quotable(item, report).ifPresent(references::add);
    }
    return references;
  }

  /** The items of what must be written as a list. */
  static List<HclExpression> items(HclExpression expression, Report report) {
    if (expression instanceof Tuple tuple) {
      return tuple.items();
    }
    if (!(expression instanceof HclExpression.Invalid)) {
      report.error(
          "REFERENCE",
          expression.range(),
          "A list is needed here",
          "It must be written out, so that Terraform can read it without computing anything.",
          "Write `[…]`.");
    }
    return List.of();
  }

  /** A reference that may be quoted. */
  static Optional<Reference> quotable(HclExpression expression, Report report) {
    Optional<String> quoted = quoted(expression);
    if (quoted.isEmpty()) {
      return plain(expression, report);
    }
    quotedIsOld(expression.range(), report);
    return text(quoted.get(), expression.range(), report);
  }

  static void quotedIsOld(Range range, Report report) {
    report.warning(
        "DEPRECATED",
        range,
        "Quoted reference",
        "References need no quotes since Terraform 0.12, and later versions will refuse them.",
        "Remove the quotes.");
  }

  /** The text of a string in native syntax. */
  static Optional<String> quoted(HclExpression expression) {
    return expression instanceof Template template && !template.heredoc()
        ? template.literal()
        : Optional.empty();
  }

  /** A reference without quotes. */
  static Optional<Reference> plain(HclExpression expression, Report report) {
    Optional<Reference> reference = find(expression);
    if (reference.isEmpty()) {
      if (expression instanceof JsonText text) {
        return text(text.raw(), text.range(), report);
      }
      notStatic(expression, report);
    }
    return reference;
  }

  /** The reference that an expression is, if it is one. */
  static Optional<Reference> find(HclExpression expression) {
    return switch (expression) {
      case Traversal traversal -> Optional.of(new Reference(traversal));
      case BoolLiteral bool -> Optional.of(word(Boolean.toString(bool.value()), bool.range()));
      case NullLiteral nothing -> Optional.of(word("null", nothing.range()));
      case JsonText text -> TraversalText.read(text.raw(), text.range()).map(Reference::new);
      default -> Optional.empty();
    };
  }

  private static Reference word(String name, Range range) {
    return new Reference(new Traversal(name, range, List.of(), range));
  }

  /**
   * A reference in which indexes may be computed: they are left out, and so is what tells one
   * instance from another.
   */
  static Optional<Reference> withoutInstances(HclExpression expression, Report report) {
    HclExpression inner = expression;
    List<Step> steps = new ArrayList<>();
    while (inner instanceof Index || inner instanceof RelativeTraversal) {
      if (inner instanceof RelativeTraversal relative) {
        steps.addAll(0, relative.steps());
        inner = relative.source();
      } else {
        inner = ((Index) inner).collection();
      }
    }
    Optional<Reference> base = plain(inner, report);
    return base.map(reference -> {
      Traversal traversal = reference.traversal();
      List<Step> all = new ArrayList<>(traversal.steps());
      all.addAll(steps);
      return new Reference(
          new Traversal(traversal.root(), traversal.rootRange(), all, expression.range()));
    });
  }

  private static Optional<Reference> text(String text, Range range, Report report) {
    Optional<Reference> reference = TraversalText.read(text, range).map(Reference::new);
    if (reference.isEmpty()) {
      report.error(
          "REFERENCE",
          range,
          "No reference",
          "This string must be a reference: a name and the steps into it.",
          "Write something like `aws_instance.web`.");
    }
    return reference;
  }

  private static void notStatic(HclExpression expression, Report report) {
    if (expression instanceof HclExpression.Invalid) {
      return;
    }
    report.error(
        "REFERENCE",
        expression.range(),
        "A plain reference is needed here",
        "Only a name may stand here, with attributes and constant indexes behind it: no"
            + " calculations, function calls or templates.",
        "Write something like `aws_instance.web`.");
  }
}
