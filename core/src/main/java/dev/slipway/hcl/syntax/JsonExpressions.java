package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclExpression.BoolLiteral;
import dev.slipway.hcl.syntax.HclExpression.Invalid;
import dev.slipway.hcl.syntax.HclExpression.JsonText;
import dev.slipway.hcl.syntax.HclExpression.NullLiteral;
import dev.slipway.hcl.syntax.HclExpression.NumberLiteral;
import dev.slipway.hcl.syntax.HclExpression.ObjectConstructor;
import dev.slipway.hcl.syntax.HclExpression.Part;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclExpression.Tuple;
import java.util.ArrayList;
import java.util.List;

/** JSON values that stand where an expression does. */
final class JsonExpressions {

  private JsonExpressions() {}

  static HclExpression of(JsonNode node) {
    return switch (node) {
      case JsonNode.Str text -> text(text);
      case JsonNode.Num number ->
          number
              .value()
              .<HclExpression>map(value -> new NumberLiteral(value, number.range()))
              .orElseGet(() -> new Invalid(number.range()));
      case JsonNode.Bool bool -> new BoolLiteral(bool.value(), bool.range());
      case JsonNode.Null nothing -> new NullLiteral(nothing.range());
      case JsonNode.Broken broken -> new Invalid(broken.range());
      case JsonNode.Arr array ->
          new Tuple(array.items().stream().map(JsonExpressions::of).toList(), array.range());
      case JsonNode.Obj object -> object(object);
    };
  }

  private static HclExpression object(JsonNode.Obj object) {
    List<ObjectConstructor.Entry> entries = new ArrayList<>();
    for (JsonNode.Property property : object.properties()) {
      entries.add(new ObjectConstructor.Entry(text(property.name()), of(property.value())));
    }
    return new ObjectConstructor(entries, object.range());
  }

  private static JsonText text(JsonNode.Str string) {
    return new JsonText(string.text(), template(string), string.range());
  }

  /**
   * Its text as a template. Whether that is wanted shows only where it is used, so an error stays
   * with the {@link Invalid} that it leaves.
   */
  private static HclExpression template(JsonNode.Str string) {
    String text = string.text();
    if (!text.contains("${") && !text.contains("%{")) {
      Part literal = new Part.Text(StringText.normalized(text), string.range());
      return new Template(text.isEmpty() ? List.of() : List.of(literal), false, string.range());
    }
    Cursor cursor = new Cursor(string.content(), Lexer.templateTokens(text));
    Template template = new ExpressionParser(cursor).templates().bare();
    return cursor.problems().isEmpty()
        ? new Template(template.parts(), false, string.range())
        : new Invalid(string.range(), cursor.problems().sorted());
  }
}
