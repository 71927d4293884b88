package dev.slipway.hcl;

import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Bool;
import dev.slipway.stack.Expression.Call;
import dev.slipway.stack.Expression.Conditional;
import dev.slipway.stack.Expression.ForList;
import dev.slipway.stack.Expression.ForObject;
import dev.slipway.stack.Expression.ListOf;
import dev.slipway.stack.Expression.Null;
import dev.slipway.stack.Expression.ObjectOf;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expression.Template;
import dev.slipway.stack.Expression.Text;
import dev.slipway.stack.Expression.Unary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Expressions as HCL, in the form that {@code terraform fmt} leaves as it is. */
public final class HclPrinter {

  private static final int CONDITIONAL = 0;
  private static final int UNARY = 7;
  private static final int PRIMARY = 8;
  private static final int PLAIN_DIGITS = 60;

  private HclPrinter() {}

  /** The expression on one line. */
  public static String inline(Expression expression) {
    StringBuilder out = new StringBuilder();
    print(out, expression, CONDITIONAL);
    return out.toString();
  }

  /**
   * The expression as the value of an argument: one line, or several without the indentation of the
   * argument itself.
   *
   * @param column where its first line starts, to decide whether it fits
   */
  public static List<String> lines(Expression expression, int column) {
    return HclLayout.lines(expression, column, true);
  }

  /** A string in quotes, escaped. */
  public static String quoted(String text) {
    return HclText.quoted(text);
  }

  /** Whether a name can stand as a key or an attribute without quotes. */
  static boolean isIdentifier(String name) {
    if (name.isEmpty() || (name.charAt(0) >= '0' && name.charAt(0) <= '9')) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && c != '_' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** A key of an object as it is written. */
  static String key(Expression key) {
    return switch (key) {
      // A bare "for" would be read as the start of a comprehension.
      case Text text when isIdentifier(text.value()) && !text.value().equals("for") -> text.value();
      case Text text -> HclText.quoted(text.value());
      case Template template when !isUnwrapped(template) -> inline(template);
      default -> "(" + inline(key) + ")";
    };
  }

  private static void print(StringBuilder out, Expression expression, int strength) {
    boolean parentheses = strength(expression) < strength;
    if (parentheses) {
      out.append('(');
    }
    printBare(out, expression, parentheses ? CONDITIONAL : strength);
    if (parentheses) {
      out.append(')');
    }
  }

  private static int strength(Expression expression) {
    return switch (expression) {
      case Conditional conditional -> CONDITIONAL;
      case Binary binary -> binary.operator().strength();
      case Unary unary -> UNARY;
      case Expression.Number number -> number.value().signum() < 0 ? UNARY : PRIMARY;
      case Template template ->
          isUnwrapped(template) ? strength(HclText.joined(template.parts()).getFirst()) : PRIMARY;
      default -> PRIMARY;
    };
  }

  private static void printBare(StringBuilder out, Expression expression, int strength) {
    switch (expression) {
      case Text text -> out.append(HclText.quoted(text.value()));
      case Expression.Number number -> out.append(number(number.value()));
      case Bool bool -> out.append(bool.value());
      case Null nothing -> out.append("null");
      case ListOf list -> {
        out.append('[');
        commaSeparated(out, list.items());
        out.append(']');
      }
      case ObjectOf object -> printObject(out, object);
      case Reference reference -> printReference(out, reference);
      case Call call -> {
        out.append(call.name()).append('(');
        commaSeparated(out, call.arguments());
        out.append(call.expandLast() ? "...)" : ")");
      }
      case Template template -> printTemplate(out, template, strength);
      case Conditional conditional -> {
        print(out, conditional.condition(), CONDITIONAL + 1);
        out.append(" ? ");
        print(out, conditional.then(), CONDITIONAL + 1);
        out.append(" : ");
        print(out, conditional.otherwise(), CONDITIONAL + 1);
      }
      case Binary binary -> {
        int own = binary.operator().strength();
        print(out, binary.left(), own);
        out.append(' ').append(binary.operator().symbol()).append(' ');
        print(out, binary.right(), own + 1);
      }
      case Unary unary -> {
        out.append(unary.operator());
        print(out, unary.operand(), PRIMARY);
      }
      case ForList loop ->
          out.append('[')
              .append(forHead(loop.key(), loop.value(), loop.collection()))
              .append(inline(loop.result()))
              .append(forTail(loop.condition()))
              .append(']');
      case ForObject loop ->
          out.append("{ ")
              .append(forHead(loop.key(), loop.value(), loop.collection()))
              .append(forKey(loop.resultKey()))
              .append(forValue(loop.result()))
              .append(forTail(loop.condition()))
              .append(" }");
    }
  }

  /** {@code for k, v in collection : }. */
  static String forHead(Optional<String> key, String value, Expression collection) {
    return "for "
        + key.map(name -> name + ", ").orElse("")
        + value
        + " in"
        + afterIn(unambiguous(collection))
        + " : ";
  }

  /** {@code key =>}. */
  static String forKey(Expression key) {
    return unambiguous(key) + " =>";
  }

  /** The value after {@code =>}, with the space before it. */
  static String forValue(Expression value) {
    return " " + apart(inline(value));
  }

  /** {@code if condition}, after a space; empty without one. */
  static String forTail(Optional<Expression> condition) {
    return condition.map(wanted -> " if" + afterIf(inline(wanted))).orElse("");
  }

  /** The canonical format takes {@code if} for a function when a bracket follows. */
  private static String afterIf(String text) {
    return text.startsWith("[") ? text : afterIn(text);
  }

  private static String afterIn(String text) {
    return text.startsWith("(") ? text : " " + apart(text);
  }

  /** After words and openings the canonical format sets a sign apart from its operand. */
  static String apart(String text) {
    return text.startsWith("-") ? "- " + text.substring(1) : text;
  }

  /** {@code ${…}}; the canonical format sets a brace or a sign apart from the opening. */
  static String interpolation(Expression expression) {
    String inside = inline(expression);
    String before = inside.startsWith("{") ? " " : "";
    String after = inside.endsWith("}") ? " " : "";
    return "${" + before + apart(inside) + after + "}";
  }

  /** Where a colon follows, a conditional needs parentheses. */
  private static String unambiguous(Expression expression) {
    StringBuilder out = new StringBuilder();
    print(out, expression, CONDITIONAL + 1);
    return out.toString();
  }

  static void commaSeparated(StringBuilder out, List<Expression> items) {
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.append(", ");
      }
      print(out, items.get(i), CONDITIONAL);
    }
  }

  private static void printObject(StringBuilder out, ObjectOf object) {
    if (object.entries().isEmpty()) {
      out.append("{}");
      return;
    }
    String separator = "{ ";
    for (ObjectOf.Entry entry : object.entries()) {
      out.append(separator).append(key(entry.key())).append(" = ");
      print(out, entry.value(), CONDITIONAL);
      separator = ", ";
    }
    out.append(" }");
  }

  private static void printReference(StringBuilder out, Reference reference) {
    out.append(reference.root());
    for (Reference.Step step : reference.steps()) {
      switch (step) {
        case Reference.Attribute attribute -> out.append('.').append(attribute.name());
        case Reference.Index index -> out.append('[').append(inline(index.key())).append(']');
        case Reference.Splat splat -> out.append("[*]");
      }
    }
  }

  /**
   * A template that is nothing but one interpolation is that expression; {@code terraform fmt}
   * unwraps it too.
   */
  private static boolean isUnwrapped(Template template) {
    List<Expression> parts = HclText.joined(template.parts());
    return parts.size() == 1 && !(parts.getFirst() instanceof Text);
  }

  private static void printTemplate(StringBuilder out, Template template, int strength) {
    List<Expression> parts = HclText.joined(template.parts());
    if (isUnwrapped(template)) {
      print(out, parts.getFirst(), strength);
    } else {
      out.append(HclText.quoted(parts));
    }
  }

  private static String number(BigDecimal value) {
    BigDecimal shortest = value.stripTrailingZeros();
    boolean plain = Math.abs((long) shortest.scale()) + shortest.precision() <= PLAIN_DIGITS;
    return plain ? shortest.toPlainString() : shortest.toString();
  }
}
