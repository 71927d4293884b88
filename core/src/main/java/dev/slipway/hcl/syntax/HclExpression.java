package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Diagnostic;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** An expression as written. */
public sealed interface HclExpression {

  Range range();

  /** A number. */
  record NumberLiteral(BigDecimal value, Range range) implements HclExpression {}

  /** {@code true} or {@code false}. */
  record BoolLiteral(boolean value, Range range) implements HclExpression {}

  /** {@code null}. */
  record NullLiteral(Range range) implements HclExpression {}

  /**
   * A quoted string or heredoc. One that is nothing but one {@link Part.Interpolation} has that
   * expression's value, whatever its type; any other is a string.
   */
  record Template(List<Part> parts, boolean heredoc, Range range) implements HclExpression {
    public Template {
      parts = List.copyOf(parts);
    }

    /** The text, when nothing in it is computed. */
    public Optional<String> literal() {
      return switch (parts.size()) {
        case 0 -> Optional.of("");
        case 1 ->
            parts.getFirst() instanceof Part.Text text
                ? Optional.of(text.value())
                : Optional.empty();
        default -> Optional.empty();
      };
    }
  }

  /** A piece of a template; strip markers and heredoc indentation are already applied. */
  sealed interface Part {

    Range range();

    /** Literal text, escapes resolved. Neighbors are joined. */
    record Text(String value, Range range) implements Part {}

    /** {@code ${expression}}. */
    record Interpolation(HclExpression expression, Range range) implements Part {}

    /** {@code %{if condition}…%{else}…%{endif}}. */
    record If(HclExpression condition, List<Part> then, List<Part> otherwise, Range range)
        implements Part {}

    /** {@code %{for key, value in collection}…%{endfor}}. */
    record For(
        Optional<String> key, String value, HclExpression collection, List<Part> body, Range range)
        implements Part {}
  }

  /**
   * A string of the JSON syntax.
   *
   * @param raw its text, JSON's escapes resolved; keywords and references are read from it
   * @param template the same text as a template
   */
  record JsonText(String raw, HclExpression template, Range range) implements HclExpression {}

  /** {@code root.name[0]}: a name in scope and the constant steps behind it. */
  record Traversal(String root, Range rootRange, List<Step> steps, Range range)
      implements HclExpression {
    public Traversal {
      steps = List.copyOf(steps);
    }
  }

  /** {@code (expression).name}: constant steps into anything that is not a name. */
  record RelativeTraversal(HclExpression source, List<Step> steps, Range range)
      implements HclExpression {
    public RelativeTraversal {
      steps = List.copyOf(steps);
    }
  }

  /** A constant step. */
  sealed interface Step {

    Range range();

    /** {@code .name}. */
    record Attribute(String name, Range range) implements Step {}

    /** {@code ["key"]}. */
    record Key(String key, Range range) implements Step {}

    /** {@code [0]} or {@code .0}. */
    record Index(BigDecimal index, Range range) implements Step {}
  }

  /** {@code collection[key]} with a computed key. */
  record Index(HclExpression collection, HclExpression key, Range range) implements HclExpression {}

  /**
   * {@code source[*].steps} or {@code source.*.steps}.
   *
   * @param each what is taken of each element: an expression over {@link SplatElement}
   */
  record Splat(
      HclExpression source, HclExpression each, SplatElement element, Range marker, Range range)
      implements HclExpression {}

  /** The element at hand inside a {@link Splat}; each splat has one of its own. */
  final class SplatElement implements HclExpression {
    private final Range range;

    public SplatElement(Range range) {
      this.range = range;
    }

    @Override
    public Range range() {
      return range;
    }
  }

  /** {@code name(a, b...)}; the name may have the form {@code provider::aws::arn_parse}. */
  record Call(
      String name, Range nameRange, List<HclExpression> arguments, boolean expandLast, Range range)
      implements HclExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code condition ? then : otherwise}. */
  record Conditional(
      HclExpression condition, HclExpression then, HclExpression otherwise, Range range)
      implements HclExpression {}

  /** A binary operation. A long chain leans left: walk its left spine in a loop. */
  record Binary(Operator operator, HclExpression left, HclExpression right, Range range)
      implements HclExpression {}

  /** {@code !operand}, or {@code -operand}. */
  record Unary(boolean not, HclExpression operand, Range range) implements HclExpression {}

  /** {@code (inner)}. */
  record Parentheses(HclExpression inner, Range range) implements HclExpression {}

  /** {@code [a, b]}. */
  record Tuple(List<HclExpression> items, Range range) implements HclExpression {
    public Tuple {
      items = List.copyOf(items);
    }
  }

  /** {@code {key = value}}. */
  record ObjectConstructor(List<Entry> entries, Range range) implements HclExpression {
    public ObjectConstructor {
      entries = List.copyOf(entries);
    }

    /** One entry; a bare word as key is a {@link Traversal} without steps and means its text. */
    public record Entry(HclExpression key, HclExpression value) {

      /** The key, when it is constant. */
      public Optional<String> name() {
        return switch (key) {
          case Traversal word when word.steps().isEmpty() -> Optional.of(word.root());
          case Template text -> text.literal();
          case JsonText text ->
              text.template() instanceof Template inner ? inner.literal() : Optional.empty();
          case NumberLiteral number -> Optional.of(number.value().toPlainString());
          case BoolLiteral bool -> Optional.of(Boolean.toString(bool.value()));
          case NullLiteral nothing -> Optional.of("null");
          default -> Optional.empty();
        };
      }
    }
  }

  /** {@code [for key, value in collection : result if condition]}. */
  record ForTuple(
      Optional<String> key,
      String value,
      HclExpression collection,
      HclExpression result,
      Optional<HclExpression> condition,
      Range range)
      implements HclExpression {}

  /** {@code {for key, value in collection : resultKey => result... if condition}}. */
  record ForObject(
      Optional<String> key,
      String value,
      HclExpression collection,
      HclExpression resultKey,
      HclExpression result,
      boolean grouping,
      Optional<HclExpression> condition,
      Range range)
      implements HclExpression {}

  /**
   * What could not be read; evaluate it to an unknown value.
   *
   * @param problems what is to be reported where it is evaluated, for a {@link JsonText} may not be
   *     meant as a template. Everything else was reported by the reader already.
   */
  record Invalid(Range range, List<Diagnostic> problems) implements HclExpression {
    public Invalid {
      problems = List.copyOf(problems);
    }

    public Invalid(Range range) {
      this(range, List.of());
    }
  }

  /** Binary operators, by binding strength: higher binds tighter. */
  enum Operator {
    OR("||", 1),
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 4),
    LESS_OR_EQUAL("<=", 4),
    GREATER(">", 4),
    GREATER_OR_EQUAL(">=", 4),
    PLUS("+", 5),
    MINUS("-", 5),
    TIMES("*", 6),
    DIVIDE("/", 6),
    MODULO("%", 6);

    private final String symbol;
    private final int strength;

    Operator(String symbol, int strength) {
      this.symbol = symbol;
      this.strength = strength;
    }

    public String symbol() {
      return symbol;
    }

    public int strength() {
      return strength;
    }
  }
}
