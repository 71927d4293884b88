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
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expression.Template;
import dev.slipway.stack.Expression.Text;
import dev.slipway.stack.Expression.Unary;
import java.util.ArrayList;
import java.util.List;

/** Where the lines of a value break. */
final class HclLayout {

  private static final int WIDTH = 100;
  private static final int ENTRIES_ON_ONE_LINE = 3;

  private HclLayout() {}

  /**
   * The lines of a value; {@code top} when it stands alone as an argument's or the last parameter's
   * value.
   */
  static List<String> lines(Expression expression, int column, boolean top) {
    return switch (expression) {
      case Text text -> text(List.of(text), expression, top);
      case Template template -> text(HclText.joined(template.parts()), expression, top);
      case ObjectOf object -> object(object, column, top);
      case ListOf list -> list(list, column);
      case Call call -> fitting(call, column) ? flat(call) : call(call, column);
      case Conditional conditional ->
          fitting(conditional, column) ? flat(conditional) : conditional(conditional, column);
      case Binary binary -> fitting(binary, column) ? flat(binary) : binary(binary);
      case ForList loop -> fitting(loop, column) ? flat(loop) : forList(loop, column);
      case ForObject loop -> fitting(loop, column) ? flat(loop) : forObject(loop, column);
      case Expression.Number number -> flat(number);
      case Bool bool -> flat(bool);
      case Null nothing -> flat(nothing);
      case Reference reference -> flat(reference);
      case Unary unary -> flat(unary);
    };
  }

  private static List<String> flat(Expression expression) {
    return List.of(HclPrinter.inline(expression));
  }

  private static boolean fitting(Expression expression, int column) {
    return readsOnOneLine(expression) && column + HclPrinter.inline(expression).length() <= WIDTH;
  }

  private static boolean readsOnOneLine(Expression expression) {
    return switch (expression) {
      case Text text -> true;
      case Expression.Number number -> true;
      case Bool bool -> true;
      case Null nothing -> true;
      case Reference reference -> true;
      case Template template -> template.parts().stream().allMatch(HclLayout::readsOnOneLine);
      case ListOf list -> list.items().stream().allMatch(HclLayout::readsOnOneLine);
      case ObjectOf object ->
          object.entries().size() <= ENTRIES_ON_ONE_LINE
              && object.entries().stream().allMatch(entry -> isScalar(entry.value()));
      case Call call -> call.arguments().stream().allMatch(HclLayout::readsOnOneLine);
      case Conditional conditional ->
          readsOnOneLine(conditional.condition())
              && readsOnOneLine(conditional.then())
              && readsOnOneLine(conditional.otherwise());
      case Binary binary -> readsOnOneLine(binary.left()) && readsOnOneLine(binary.right());
      case Unary unary -> readsOnOneLine(unary.operand());
      case ForList loop -> readsOnOneLine(loop.collection()) && readsOnOneLine(loop.result());
      case ForObject loop -> readsOnOneLine(loop.collection()) && readsOnOneLine(loop.result());
    };
  }

  private static boolean isScalar(Expression expression) {
    return switch (expression) {
      case Text text -> true;
      case Expression.Number number -> true;
      case Bool bool -> true;
      case Null nothing -> true;
      case Reference reference -> true;
      case Template template -> true;
      case Unary unary -> isScalar(unary.operand());
      case ListOf list -> list.items().isEmpty();
      case ObjectOf object -> object.entries().isEmpty();
      case Call call -> call.arguments().stream().allMatch(HclLayout::isScalar);
      case Binary binary -> false;
      case Conditional conditional -> false;
      case ForList loop -> false;
      case ForObject loop -> false;
    };
  }

  private static List<String> text(List<Expression> parts, Expression whole, boolean top) {
    boolean unwrapped = parts.size() == 1 && !(parts.getFirst() instanceof Text);
    List<String> heredoc = top && !unwrapped ? HclText.heredoc(parts) : List.of();
    return heredoc.isEmpty() ? flat(whole) : heredoc;
  }

  private static List<String> object(ObjectOf object, int column, boolean top) {
    int most = top ? 1 : ENTRIES_ON_ONE_LINE;
    if (object.entries().isEmpty()
        || (object.entries().size() <= most && fitting(object, column))) {
      return flat(object);
    }
    HclRows rows = new HclRows();
    for (ObjectOf.Entry entry : object.entries()) {
      String key = HclPrinter.key(entry.key());
      rows.add(key, lines(entry.value(), column + key.length() + 5, true));
    }
    return framed("{", rows.lines(), "}");
  }

  private static List<String> list(ListOf list, int column) {
    boolean scalars = list.items().stream().allMatch(HclLayout::isScalar);
    boolean single = list.items().size() == 1;
    if ((scalars || single) && fitting(list, column)) {
      return flat(list);
    }
    List<String> items = new ArrayList<>();
    for (Expression item : list.items()) {
      items.addAll(ended(lines(item, column + 2, false), ","));
    }
    return framed("[", items, "]");
  }

  private static List<String> call(Call call, int column) {
    if (call.arguments().isEmpty()) {
      return flat(call);
    }
    List<Expression> before = call.arguments().subList(0, call.arguments().size() - 1);
    Expression last = call.arguments().getLast();
    String end = call.expandLast() ? "...)" : ")";
    StringBuilder head = new StringBuilder(call.name()).append('(');
    HclPrinter.commaSeparated(head, before);
    head.append(before.isEmpty() ? "" : ", ");
    boolean hugs =
        isBracketed(last)
            && head.indexOf(" = ") < 0
            && before.stream().allMatch(HclLayout::readsOnOneLine);
    if (hugs && column + head.length() < WIDTH) {
      return ended(prefixed(head.toString(), lines(last, column + head.length(), true)), end);
    }
    List<String> inside = new ArrayList<>();
    for (Expression argument : before) {
      inside.addAll(ended(lines(argument, column + 2, false), ","));
    }
    inside.addAll(lines(last, column + 2, false));
    return framed(call.name() + "(", call.expandLast() ? ended(inside, "...") : inside, ")");
  }

  private static boolean isBracketed(Expression expression) {
    return expression instanceof ObjectOf
        || expression instanceof ListOf
        || expression instanceof ForList
        || expression instanceof ForObject
        || expression instanceof Call;
  }

  private static List<String> conditional(Conditional conditional, int column) {
    List<String> inside = new ArrayList<>();
    inside.addAll(operand(conditional.condition(), column));
    inside.addAll(prefixed("? ", operand(conditional.then(), column)));
    inside.addAll(prefixed(": ", operand(conditional.otherwise(), column)));
    return framed("(", inside, ")");
  }

  /**
   * A part of a conditional; one that is itself a conditional or an operation keeps to one line in
   * parentheses.
   */
  private static List<String> operand(Expression expression, int column) {
    return switch (expression) {
      case Conditional nested -> List.of("(" + HclPrinter.inline(nested) + ")");
      case Binary nested -> flat(nested);
      default -> lines(expression, column + 4, false);
    };
  }

  private static List<String> binary(Binary binary) {
    Operator operator = binary.operator();
    boolean logical = operator == Operator.AND || operator == Operator.OR;
    if (!logical) {
      return flat(binary);
    }
    List<Expression> operands = new ArrayList<>();
    collect(binary, operator, operands);
    List<String> inside = new ArrayList<>();
    for (Expression operand : operands) {
      String sign = inside.isEmpty() ? "" : operator.symbol() + " ";
      inside.add(sign + grouped(operand, operator));
    }
    return framed("(", inside, ")");
  }

  private static void collect(Expression expression, Operator operator, List<Expression> operands) {
    if (expression instanceof Binary binary && binary.operator() == operator) {
      collect(binary.left(), operator, operands);
      operands.add(binary.right());
    } else {
      operands.add(expression);
    }
  }

  private static String grouped(Expression operand, Operator operator) {
    boolean weaker =
        operand instanceof Conditional
            || (operand instanceof Binary binary
                && binary.operator().strength() <= operator.strength());
    return weaker ? "(" + HclPrinter.inline(operand) + ")" : HclPrinter.inline(operand);
  }

  private static List<String> forList(ForList loop, int column) {
    String head = HclPrinter.forHead(loop.key(), loop.value(), loop.collection());
    return loop("[", head, loop.result(), HclPrinter.forTail(loop.condition()), "]", column);
  }

  private static List<String> forObject(ForObject loop, int column) {
    String head =
        HclPrinter.forHead(loop.key(), loop.value(), loop.collection())
            + HclPrinter.forKey(loop.resultKey())
            + " ";
    return loop("{", head, loop.result(), HclPrinter.forTail(loop.condition()), "}", column);
  }

  private static List<String> loop(
      String open, String head, Expression result, String tail, String close, int column) {
    // The canonical format aligns the first equals sign of a line that closes what it opens before
    // it.
    List<String> value =
        new ArrayList<>(
            head.contains(" = ") ? flat(result) : lines(result, column + 2 + head.length(), false));
    if (open.equals("{")) {
      value.set(0, HclPrinter.apart(value.getFirst()));
    }
    List<String> inside = new ArrayList<>(prefixed(head, value));
    if (!tail.isEmpty()) {
      inside.add(tail.strip());
    }
    return framed(open, inside, close);
  }

  private static List<String> framed(String open, List<String> inside, String close) {
    List<String> lines = new ArrayList<>(inside.size() + 2);
    lines.add(open);
    for (String line : inside) {
      lines.add(line.isEmpty() ? "" : "  " + line);
    }
    lines.add(close);
    return lines;
  }

  private static List<String> prefixed(String prefix, List<String> lines) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(0, prefix + lines.getFirst());
    return changed;
  }

  private static List<String> ended(List<String> lines, String end) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(lines.size() - 1, lines.getLast() + end);
    return changed;
  }
}
