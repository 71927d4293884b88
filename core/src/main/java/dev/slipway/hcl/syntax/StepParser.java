package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclExpression.Index;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import dev.slipway.hcl.syntax.HclExpression.NumberLiteral;
import dev.slipway.hcl.syntax.HclExpression.RelativeTraversal;
import dev.slipway.hcl.syntax.HclExpression.Splat;
import dev.slipway.hcl.syntax.HclExpression.SplatElement;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what may stand behind a value: attributes, indexes and splats. */
final class StepParser {

  private final Cursor cursor;
  private final ExpressionParser expressions;

  StepParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** A value with the constant steps that were read so far. */
  private static final class Chain {
    HclExpression source;
    final List<Step> steps = new ArrayList<>();

    /** How many levels of the tree this chain has opened. */
    int levels;

    Chain(HclExpression source) {
      this.source = source;
    }

    HclExpression joined() {
      if (steps.isEmpty()) {
        return source;
      }
      Range range = source.range().to(steps.getLast().range());
      return source instanceof Traversal name && name.steps().isEmpty()
          ? new Traversal(name.root(), name.rootRange(), steps, range)
          : new RelativeTraversal(source, steps, range);
    }

    void become(HclExpression whole) {
      source = whole;
      steps.clear();
    }
  }

  /** The value with all steps that follow it. */
  HclExpression behind(HclExpression value) {
    TokenKind next = cursor.peek();
    if (next != TokenKind.DOT && next != TokenKind.BRACKET_OPEN) {
      return value;
    }
    Chain chain = new Chain(value);
    boolean more = true;
    while (more && !cursor.failed()) {
      more =
          switch (cursor.peek()) {
            case DOT -> dot(chain);
            case BRACKET_OPEN -> bracket(chain);
            default -> false;
          };
    }
    for (int i = 0; i < chain.levels; i++) {
      cursor.leave();
    }
    return chain.joined();
  }

  private boolean deepen(Chain chain) {
    boolean allowed = cursor.enter();
    if (allowed) {
      chain.levels++;
    }
    return allowed;
  }

  private boolean dot(Chain chain) {
    int dot = cursor.read();
    switch (cursor.peek()) {
      case IDENTIFIER -> {
        int name = cursor.read();
        chain.steps.add(new Step.Attribute(cursor.text(name), cursor.since(dot)));
      }
      case NUMBER -> legacyIndex(dot, chain.steps);
      case STAR -> {
        return attributeSplat(dot, chain);
      }
      default -> noName(dot, chain);
    }
    return true;
  }

  private void noName(int dot, Chain chain) {
    cursor.error(
        "SLIP-HCL-STEP",
        cursor.range(cursor.peekIndex()),
        "A name is expected behind the dot",
        "Found " + cursor.found() + ".",
        "Write the name of an attribute; any other key stands in brackets, as in `[\"a.b\"]`.");
    Range range = chain.joined().range().to(cursor.range(dot));
    chain.become(new Invalid(range));
  }

  /** {@code .0}. Two of them would read as one number. */
  private void legacyIndex(int dot, List<Step> steps) {
    int number = cursor.read();
    String text = cursor.text(number);
    int point = text.indexOf('.');
    if (point >= 0) {
      cursor.slip(
          "SLIP-HCL-INDEX",
          cursor.range(number),
          "Two indexes behind dots do not work",
          "`" + text + "` reads as one number.",
          "Write [" + text.substring(0, point) + "][" + text.substring(point + 1) + "].");
      return;
    }
    BigDecimal index = NumberText.value(text).orElse(BigDecimal.ZERO);
    steps.add(new Step.Index(index, cursor.since(dot)));
  }

  /** {@code .*}: takes the attributes behind it, and ends at an index in brackets. */
  private boolean attributeSplat(int dot, Chain chain) {
    cursor.read();
    Range marker = cursor.since(dot);
    HclExpression source = chain.joined();
    if (!deepen(chain)) {
      return false;
    }
    SplatElement element = new SplatElement(marker);
    Chain each = new Chain(element);
    while (cursor.peek() == TokenKind.DOT && !cursor.failed()) {
      attributeSplatStep(each);
    }
    HclExpression taken = each.joined();
    chain.become(new Splat(source, taken, element, marker, source.range().to(taken.range())));
    return true;
  }

  private void attributeSplatStep(Chain each) {
    int dot = cursor.read();
    switch (cursor.peek()) {
      case IDENTIFIER -> {
        int name = cursor.read();
        each.steps.add(new Step.Attribute(cursor.text(name), cursor.since(dot)));
      }
      case NUMBER -> legacyIndex(dot, each.steps);
      case STAR ->
          cursor.error(
              "SLIP-HCL-SPLAT",
              cursor.range(cursor.peekIndex()),
              "A splat by dot can't hold another one",
              "`.*` takes attributes of each element, and no elements of these.",
              "Write `[*]` in place of both.");
      default -> noName(dot, each);
    }
  }

  private boolean bracket(Chain chain) {
    int open = cursor.read();
    if (cursor.peek() == TokenKind.STAR) {
      return fullSplat(open, chain);
    }
    boolean outer = cursor.newlines(false);
    HclExpression key = expressions.expression();
    boolean closed = !cursor.failed() && cursor.readIf(TokenKind.BRACKET_CLOSE);
    if (!closed) {
      expressions.collections().unclosed(open, TokenKind.BRACKET_CLOSE);
    }
    cursor.newlines(outer);
    Range range = cursor.since(open);
    Optional<Step> constant = constant(key, range);
    if (constant.isPresent()) {
      chain.steps.add(constant.get());
      return true;
    }
    HclExpression source = chain.joined();
    chain.become(new Index(source, key, source.range().to(range)));
    return deepen(chain);
  }

  private static Optional<Step> constant(HclExpression key, Range range) {
    return switch (key) {
      case NumberLiteral number -> Optional.of(new Step.Index(number.value(), range));
      case Template text -> text.literal().map(word -> new Step.Key(word, range));
      default -> Optional.empty();
    };
  }

  /** {@code [*]}: takes all steps behind it. */
  private boolean fullSplat(int open, Chain chain) {
    cursor.read();
    if (!cursor.readIf(TokenKind.BRACKET_CLOSE)) {
      cursor.error(
          "SLIP-HCL-SPLAT",
          cursor.range(cursor.peekIndex()),
          "The splat is not closed",
          "Behind `[*` stands `]`; found " + cursor.found() + ".",
          "Write `[*]`.");
      if (!cursor.skipBehind(TokenKind.BRACKET_CLOSE)) {
        return false;
      }
      cursor.recovered();
    }
    Range marker = cursor.since(open);
    HclExpression source = chain.joined();
    if (!deepen(chain)) {
      return false;
    }
    SplatElement element = new SplatElement(marker);
    HclExpression each = behind(element);
    chain.become(new Splat(source, each, element, marker, source.range().to(each.range())));
    return true;
  }
}
