package dev.slipway.value;

import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a type constraint puts in the place of optional attributes that are missing or null.
 *
 * @param type the type that this belongs to
 * @param values of an object's own attributes
 * @param parts the defaults inside its parts: by attribute of an object, by index of a tuple, and
 *     by {@link #EACH} for the elements of a collection
 */
public record Defaults(Type type, Map<String, Value> values, Map<String, Defaults> parts) {

  /** Stands for every element of a collection. */
  public static final String EACH = "";

  public Defaults {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** The value with what is missing filled in; its type may still have to be converted. */
  public Value apply(Value value) {
    if (!value.isKnown() || value.isNull()) {
      return value;
    }
    Value plain = value.unmarked();
    Value filled = plain;
    if (plain.hasElements()) {
      filled = sequence(plain);
    } else if (plain.hasFields()) {
      filled = fields(plain);
    }
    return filled.with(value.marks());
  }

  private Value sequence(Value value) {
    List<Value> elements = new ArrayList<>(value.elements().size());
    for (int i = 0; i < value.elements().size(); i++) {
      Defaults inner = parts.get(type instanceof TupleType ? Integer.toString(i) : EACH);
      Value element = value.elements().get(i);
      elements.add(inner == null ? element : inner.apply(element));
    }
    if (elements.isEmpty() || value.type() instanceof TupleType) {
      return elements.isEmpty() ? value : Value.tuple(elements);
    }
    Optional<List<Value>> alike = alike(elements);
    if (alike.isEmpty()) {
      return Value.tuple(elements);
    }
    Type element = alike.get().getFirst().type();
    return value.type() instanceof SetType
        ? Value.set(element, alike.get())
        : Value.list(element, alike.get());
  }

  private Value fields(Value value) {
    Map<String, Value> fields = new TreeMap<>();
    for (Map.Entry<String, Value> field : value.fields().entrySet()) {
      Defaults inner = parts.get(type instanceof ObjectType ? field.getKey() : EACH);
      fields.put(field.getKey(), inner == null ? field.getValue() : inner.apply(field.getValue()));
    }
    for (Map.Entry<String, Value> missing : values.entrySet()) {
      Value given = fields.get(missing.getKey());
      if (given == null || given.isNull()) {
        Defaults inner = parts.get(missing.getKey());
        fields.put(
            missing.getKey(), inner == null ? missing.getValue() : inner.apply(missing.getValue()));
      }
    }
    if (!(value.type() instanceof MapType) || fields.isEmpty()) {
      return fields.isEmpty() ? value : Value.object(fields);
    }
    Optional<List<Value>> alike = alike(new ArrayList<>(fields.values()));
    if (alike.isEmpty()) {
      return Value.object(fields);
    }
    int next = 0;
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      field.setValue(alike.get().get(next++));
    }
    return Value.map(alike.get().getFirst().type(), fields);
  }

  private static Optional<List<Value>> alike(List<Value> values) {
    Conversion list = Conversion.convert(Value.tuple(values), new ListType(Type.Primitive.DYNAMIC));
    return list instanceof Conversion.Converted converted && converted.value().hasElements()
        ? Optional.of(converted.value().elements())
        : Optional.empty();
  }
}
