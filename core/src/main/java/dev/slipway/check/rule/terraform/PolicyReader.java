package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.terraform.PolicyDocument.Statement;
import dev.slipway.document.JsonDocument;
import dev.slipway.document.Node;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Part;
import dev.slipway.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds policy documents where they are written: as JSON text, in {@code jsonencode}, or in an
 * {@code aws_iam_policy_document}; also through locals.
 */
final class PolicyReader {

  /** Stands in a text for what is not known of it; no policy has it. */
  private static final String GAP = "\uE000";

  private static final int DEPTH_LIMIT = 20;

  private PolicyReader() {}

  /** The document that an argument of the resource holds, as far as it is known. */
  static PolicyDocument read(ResourceView resource, String argument) {
    List<Statement> statements = new ArrayList<>(written(resource, argument).statements());
    for (ResourceView target : resource.targets(argument)) {
      if (target.isData() && target.type().equals("aws_iam_policy_document")) {
        statements.addAll(ofData(target).statements());
      }
    }
    return new PolicyDocument(statements);
  }

  /** The same without what an {@code aws_iam_policy_document} says. */
  static PolicyDocument written(ResourceView resource, String argument) {
    return resource
        .expression(argument)
        .map(text -> new PolicyDocument(ofJson(json(resource.names(), text, 0))))
        .orElse(PolicyDocument.NONE);
  }

  /** A JSON document as a value; unknown when it cannot be seen. */
  static Value json(ResourceView resource, String argument) {
    return resource
        .expression(argument)
        .map(written -> json(resource.names(), written, 0))
        .orElse(Value.NULL);
  }

  /** The text of an argument, with a gap for each part of it that is not known. */
  static String visibleText(ResourceView resource, String argument) {
    Optional<HclExpression> written = resource.expression(argument);
    if (written.isPresent() && written.get() instanceof HclExpression.Template template) {
      return text(resource.names(), template);
    }
    return resource.at(argument).text().orElse("");
  }

  private static Value json(ModuleView.Names names, HclExpression expression, int depth) {
    return switch (expression) {
      case HclExpression.Call call
          when call.name().equals("jsonencode") && call.arguments().size() == 1 ->
          names.evaluate(call.arguments().getFirst());
      case HclExpression.Parentheses inner when depth < DEPTH_LIMIT ->
          json(names, inner.inner(), depth + 1);
      case HclExpression.Template template -> parse(text(names, template));
      case HclExpression.Traversal name when name.root().equals("local") && depth < DEPTH_LIMIT ->
          names
              .module()
              .local(name)
              .map(local -> json(names, local, depth + 1))
              .orElse(Value.DYNAMIC);
      default -> {
        Value value = names.evaluate(expression);
        yield value.isText() ? parse(value.text()) : Value.DYNAMIC;
      }
    };
  }

  private static String text(ModuleView.Names names, HclExpression.Template template) {
    StringBuilder text = new StringBuilder();
    for (Part part : template.parts()) {
      switch (part) {
        case Part.Text literal -> text.append(literal.value());
        case Part.Interpolation inner ->
            text.append(
                new Setting(names.evaluate(inner.expression()), part.range().span())
                    .text()
                    .orElse(GAP));
        case Part.If choice -> text.append(GAP);
        case Part.For loop -> text.append(GAP);
      }
    }
    return text.toString();
  }

  private static Value parse(String text) {
    return JsonDocument.read("policy", text).value().map(PolicyReader::value).orElse(Value.DYNAMIC);
  }

  private static Value value(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> fields.put(entry.key(), value(entry.value())));
        yield Value.object(fields);
      }
      case Node.Sequence sequence ->
          Value.tuple(sequence.items().stream().map(PolicyReader::value).toList());
      case Node.Scalar scalar -> scalar(scalar);
    };
  }

  private static Value scalar(Node.Scalar scalar) {
    return switch (scalar.kind()) {
      case STRING -> scalar.value().equals(GAP) ? Value.DYNAMIC : Value.of(scalar.value());
      case NUMBER -> Value.of(scalar.number().orElse(BigDecimal.ZERO));
      case BOOLEAN -> Value.of(scalar.value().equals("true"));
      case NULL -> Value.NULL;
    };
  }

  private static List<Statement> ofJson(Value document) {
    List<Statement> statements = new ArrayList<>();
    for (Value statement : listed(field(document, "Statement"))) {
      if (statement.hasFields()) {
        statements.add(statement(statement));
      }
    }
    return statements;
  }

  private static Statement statement(Value statement) {
    return new Statement(
        field(statement, "Effect").equals(Value.of("Allow")),
        texts(field(statement, "Action")),
        !field(statement, "NotAction").isNull(),
        texts(field(statement, "Resource")),
        principals(field(statement, "Principal")),
        conditions(field(statement, "Condition")));
  }

  private static List<String> principals(Value principal) {
    if (!principal.hasFields()) {
      return texts(principal);
    }
    List<String> all = new ArrayList<>();
    principal
        .fields()
        .forEach((kind, value) -> texts(value).forEach(text -> all.add(kind + ":" + text)));
    return all;
  }

  private static List<String> conditions(Value condition) {
    if (!condition.isKnown()) {
      return List.of("?");
    }
    List<String> keys = new ArrayList<>();
    if (condition.hasFields()) {
      for (Value test : condition.fields().values()) {
        if (test.hasFields()) {
          test.fields().keySet().forEach(key -> keys.add(key.toLowerCase(Locale.ROOT)));
        } else {
          keys.add("?");
        }
      }
    }
    return keys;
  }

  private static Value field(Value value, String name) {
    if (!value.isKnown()) {
      return Value.DYNAMIC;
    }
    return value.hasFields() ? value.fields().getOrDefault(name, Value.NULL) : Value.NULL;
  }

  private static List<Value> listed(Value value) {
    if (value.hasElements()) {
      return value.elements();
    }
    return value.isKnown() && !value.isNull() ? List.of(value) : List.of();
  }

  private static List<String> texts(Value value) {
    return listed(value).stream().filter(Value::isText).map(Value::text).toList();
  }

  /** The document of an {@code aws_iam_policy_document}. */
  static PolicyDocument ofData(ResourceView data) {
    List<Statement> statements = new ArrayList<>();
    for (BlockView block : data.blocks("statement").known()) {
      Setting effect = block.at("effect");
      statements.add(
          new Statement(
              effect.isAbsent() || effect.is("Allow"),
              block.at("actions").texts(),
              !block.lacks("not_actions"),
              block.at("resources").texts(),
              dataPrincipals(block),
              dataConditions(block)));
    }
    return new PolicyDocument(statements);
  }

  private static List<String> dataPrincipals(BlockView statement) {
    List<String> all = new ArrayList<>();
    for (BlockView principals : statement.blocks("principals").known()) {
      String kind = principals.at("type").text().orElse(GAP);
      List<String> identifiers = principals.at("identifiers").texts();
      for (String identifier : identifiers) {
        all.add(kind.equals("*") ? "*" : kind + ":" + identifier);
      }
      if (identifiers.isEmpty()) {
        // somebody, who is not known yet
        all.add(kind + ":" + GAP);
      }
    }
    return all;
  }

  private static List<String> dataConditions(BlockView statement) {
    BlockView.Blocks conditions = statement.blocks("condition");
    List<String> keys = new ArrayList<>(conditions.more() ? List.of("?") : List.of());
    for (BlockView condition : conditions.known()) {
      keys.add(condition.at("variable").text().orElse("?").toLowerCase(Locale.ROOT));
    }
    return keys;
  }
}
