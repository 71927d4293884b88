package dev.slipway.evaluate;

import static java.util.Objects.requireNonNull;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evaluate.function.FunctionFiles;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclFile;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.HclReader;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.value.Conversion;
import dev.slipway.value.Mark;
import dev.slipway.value.Type;
import dev.slipway.value.Type.CollectionType;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import dev.slipway.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What an expression came to, with the variables of main.tf and values that are not known. */
record Evaluated(Value value, List<Diagnostic> problems) {

  private static final Functions FUNCTIONS = TerraformFunctions.of(FunctionFiles.unknown());
  private static final Scope SCOPE = new Names(variables(), open());

  static Evaluated of(String text) {
    Problems problems = new Problems();
    Value value = Evaluator.evaluate(parsed(text), SCOPE, problems);
    return new Evaluated(value, problems.sorted());
  }

  static HclExpression parsed(String text) {
    Outcome<HclExpression> parsed = HclReader.expression("test.tf", text);
    if (!parsed.diagnostics().isEmpty()) {
      throw new IllegalArgumentException(text + ": " + parsed.diagnostics());
    }
    return parsed.value();
  }

  static String resource(String name) {
    try (InputStream in = Evaluated.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean failed() {
    return !problems.isEmpty();
  }

  /** As {@code try(jsonencode([…]), "ERROR")} has it. */
  String json() {
    if (failed()) {
      return "ERROR";
    }
    if (!value.isWhollyKnown()) {
      return "(known after apply)";
    }
    if (value.allMarks().contains(Mark.SENSITIVE)) {
      return "(sensitive value)";
    }
    StringBuilder json = new StringBuilder("[");
    write(value, json);
    return json.append(']').toString();
  }

  private static void write(Value value, StringBuilder json) {
    if (value.isNull()) {
      json.append("null");
    } else if (value.isText()) {
      json.append(quoted(value.text()));
    } else if (value.isNumber()) {
      json.append(value.number().toPlainString());
    } else if (value.isBool()) {
      json.append(value.bool());
    } else if (value.hasElements()) {
      String separator = "[";
      for (Value element : value.elements()) {
        json.append(separator);
        write(element, json);
        separator = ",";
      }
      json.append(separator.equals("[") ? "[]" : "]");
    } else {
      String separator = "{";
      for (Map.Entry<String, Value> field : value.fields().entrySet()) {
        json.append(separator).append(quoted(field.getKey())).append(':');
        write(field.getValue(), json);
        separator = ",";
      }
      json.append(separator.equals("{") ? "{}" : "}");
    }
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t").replace("\n", "\\n")
        + '"';
  }

  /** As the console's {@code type} has it, without white space. */
  static String shown(Type type) {
    return switch (type) {
      case Primitive primitive -> primitive.described();
      case CollectionType collection -> collection.kind() + "(" + shown(collection.element()) + ")";
      case ObjectType object -> {
        StringBuilder text = new StringBuilder("object({");
        new TreeMap<>(object.attributes())
            .forEach((name, part) -> text.append(name).append(':').append(shown(part)).append(','));
        yield text.append("})").toString();
      }
      case TupleType tuple -> {
        StringBuilder text = new StringBuilder("tuple([");
        tuple.elements().forEach(part -> text.append(shown(part)).append(','));
        yield text.append("])").toString();
      }
    };
  }

  private static Map<String, Value> variables() {
    Outcome<HclFile> file = HclReader.read("main.tf", resource("main.tf"));
    Map<String, Value> variables = new LinkedHashMap<>();
    for (HclItem item : file.value().body().items(Map.of("variable", 1))) {
      if (item instanceof Block block && block.name().equals("variable")) {
        variables.put(block.labels().getFirst().text(), variable(block));
      }
    }
    return variables;
  }

  private static Value variable(Block block) {
    Map<String, HclExpression> arguments = new LinkedHashMap<>();
    for (HclItem item : block.body().items(Map.of())) {
      arguments.put(item.name(), ((Attribute) item).value());
    }
    Problems problems = new Problems();
    TypeConstraint type = TypeConstraint.read(requireNonNull(arguments.get("type")), problems);
    Value given =
        Evaluator.evaluate(requireNonNull(arguments.get("default")), Scope.constant(), problems);
    if (!(type.accept(given) instanceof Conversion.Converted converted) || !problems.isEmpty()) {
      throw new IllegalStateException(block.labels() + ": " + problems.sorted());
    }
    boolean sensitive = arguments.containsKey("sensitive");
    return sensitive ? converted.value().with(EnumSet.of(Mark.SENSITIVE)) : converted.value();
  }

  /** What cannot be known before it is applied, as in main.tf. */
  private static Map<String, Value> open() {
    Value text = Value.unknown(Primitive.STRING);
    Value number = Value.unknown(Primitive.NUMBER);
    Map<String, Value> open = new LinkedHashMap<>();
    open.put("dynamic", Value.DYNAMIC);
    open.put("text", text);
    open.put("number", number);
    open.put("bool", Value.unknown(Primitive.BOOL));
    open.put("list", Value.unknown(new ListType(Primitive.STRING)));
    open.put("set", Value.unknown(new SetType(Primitive.DYNAMIC)));
    open.put("map", Value.object(Map.of("a", text)));
    Map<String, Type> object = new LinkedHashMap<>();
    object.put("a", Primitive.NUMBER);
    object.put("b", Primitive.STRING);
    open.put("object", Value.unknown(new ObjectType(object)));
    List<Type> tuple = List.of(Primitive.NUMBER, Primitive.STRING);
    open.put("tuple", Value.unknown(new TupleType(tuple)));
    Map<String, Value> partial = new LinkedHashMap<>();
    partial.put("known", Value.of(1));
    partial.put("open", text);
    partial.put("inner", Value.tuple(List.of(Value.of(1), number)));
    open.put("partial", Value.object(partial));
    return open;
  }

  /** Knows the variables and what is open. */
  private record Names(Map<String, Value> variables, Map<String, Value> open) implements Scope {

    @Override
    public Resolved resolve(Traversal reference, Problems problems) {
      String name = reference.steps().getFirst() instanceof Step.Attribute a ? a.name() : "";
      Value value = (reference.root().equals("var") ? variables : open).get(name);
      if (value == null) {
        problems.error("SLIP-TEST", reference.range(), "No such name", name, "Use another one.");
        return new Resolved(Value.DYNAMIC, reference.steps().size());
      }
      return new Resolved(value, 1);
    }

    @Override
    public Functions functions() {
      return FUNCTIONS;
    }
  }
}
