package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Trees as short text, so that a test can say what it expects. */
final class Written {

  private Written() {}

  static String file(String text) {
    Outcome<HclFile> outcome = HclReader.read("main.tf", text);
    return body(outcome.value().body(), Map.of());
  }

  static String expression(String text) {
    return expression(HclReader.expression("input", text).value());
  }

  /** {@code line:column CODE} of each problem. */
  static List<String> problems(String text) {
    return problems(HclReader.read("main.tf", text).diagnostics());
  }

  static List<String> problems(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Written::problem).toList();
  }

  private static String problem(Diagnostic diagnostic) {
    var span = diagnostic.span().orElseThrow();
    return span.line() + ":" + span.column() + " " + diagnostic.code();
  }

  static String body(HclBody body, Map<String, Integer> labels) {
    return body.items(labels).stream()
        .map(item -> item(item, labels))
        .collect(Collectors.joining("; "));
  }

  private static String item(HclItem item, Map<String, Integer> labels) {
    return switch (item) {
      case HclItem.Attribute attribute -> attribute.name() + " = " + expression(attribute.value());
      case HclItem.Block block ->
          block.name()
              + block.labels().stream().map(l -> " " + l.text()).collect(Collectors.joining())
              + " {"
              + body(block.body(), labels)
              + "}";
    };
  }

  static String expression(HclExpression expression) {
    return switch (expression) {
      case HclExpression.NumberLiteral number -> number(number.value());
      case HclExpression.BoolLiteral bool -> Boolean.toString(bool.value());
      case HclExpression.NullLiteral nothing -> "null";
      case HclExpression.Template template -> "'" + parts(template.parts()) + "'";
      case HclExpression.JsonText text -> "json" + expression(text.template());
      case HclExpression.Traversal name -> name.root() + steps(name.steps());
      case HclExpression.RelativeTraversal relative ->
          expression(relative.source()) + steps(relative.steps());
      case HclExpression.Index index ->
          expression(index.collection()) + "[" + expression(index.key()) + "]";
      case HclExpression.Splat splat ->
          "splat(" + expression(splat.source()) + ", " + expression(splat.each()) + ")";
      case HclExpression.SplatElement element -> "_";
      case HclExpression.Call call ->
          call.name() + list("(", call.arguments(), call.expandLast() ? "...)" : ")");
      case HclExpression.Conditional c ->
          list("(? ", List.of(c.condition(), c.then(), c.otherwise()), ")");
      case HclExpression.Binary binary ->
          "("
              + expression(binary.left())
              + " "
              + binary.operator().symbol()
              + " "
              + expression(binary.right())
              + ")";
      case HclExpression.Unary unary ->
          "(" + (unary.not() ? "!" : "-") + expression(unary.operand()) + ")";
      case HclExpression.Parentheses parentheses -> expression(parentheses.inner());
      case HclExpression.Tuple tuple -> list("[", tuple.items(), "]");
      case HclExpression.ObjectConstructor object ->
          object.entries().stream()
              .map(e -> expression(e.key()) + ": " + expression(e.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case HclExpression.ForTuple loop ->
          "[for "
              + loop.key().map(k -> k + ", ").orElse("")
              + loop.value()
              + " in "
              + expression(loop.collection())
              + " : "
              + expression(loop.result())
              + loop.condition().map(c -> " if " + expression(c)).orElse("")
              + "]";
      case HclExpression.ForObject loop ->
          "{for "
              + loop.key().map(k -> k + ", ").orElse("")
              + loop.value()
              + " in "
              + expression(loop.collection())
              + " : "
              + expression(loop.resultKey())
              + " => "
              + expression(loop.result())
              + (loop.grouping() ? "..." : "")
              + loop.condition().map(c -> " if " + expression(c)).orElse("")
              + "}";
      case HclExpression.Invalid invalid -> "?";
    };
  }

  private static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static String list(String open, List<HclExpression> items, String close) {
    return items.stream().map(Written::expression).collect(Collectors.joining(", ", open, close));
  }

  private static String steps(List<HclExpression.Step> steps) {
    StringBuilder text = new StringBuilder();
    for (HclExpression.Step step : steps) {
      switch (step) {
        case HclExpression.Step.Attribute name -> text.append('.').append(name.name());
        case HclExpression.Step.Key key -> text.append("['").append(key.key()).append("']");
        case HclExpression.Step.Index index ->
            text.append('[').append(number(index.index())).append(']');
      }
    }
    return text.toString();
  }

  private static String parts(List<HclExpression.Part> parts) {
    return parts.stream().map(Written::part).collect(Collectors.joining());
  }

  private static String part(HclExpression.Part part) {
    return switch (part) {
      case HclExpression.Part.Text text -> text.value().replace("\n", "⏎").replace("\r", "␍");
      case HclExpression.Part.Interpolation value -> "${" + expression(value.expression()) + "}";
      case HclExpression.Part.If test ->
          "%if("
              + expression(test.condition())
              + "|"
              + parts(test.then())
              + "|"
              + parts(test.otherwise())
              + ")";
      case HclExpression.Part.For loop ->
          "%for("
              + loop.key().map(k -> k + ", ").orElse("")
              + loop.value()
              + " in "
              + expression(loop.collection())
              + "|"
              + parts(loop.body())
              + ")";
    };
  }
}
