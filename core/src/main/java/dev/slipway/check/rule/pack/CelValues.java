package dev.slipway.check.rule.pack;

import dev.slipway.value.Value;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values as CEL sees them. Whoever asks for one that is not known gets an error. */
final class CelValues {

  private static final Object UNKNOWN = new Object();

  private CelValues() {}

  /** Thrown at an expression that asks for what is not known. */
  static final class NotKnown extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotKnown() {
      super("the value is not known", null, false, false);
    }
  }

  /** The fields of an object; unknown ones are there without a value. */
  static Map<String, Object> fields(Value object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    object.fields().forEach((name, value) -> fields.put(name, of(value)));
    return fields;
  }

  static Map<String, Object> map(Map<String, Object> fields) {
    return new PartlyKnownMap(fields);
  }

  private static Object of(Value value) {
    if (!value.isKnown()) {
      return UNKNOWN;
    }
    if (value.isNull()) {
      return com.google.protobuf.NullValue.NULL_VALUE;
    }
    if (value.isText()) {
      return value.text();
    }
    if (value.isBool()) {
      return value.bool();
    }
    if (value.isNumber()) {
      boolean whole = value.number().stripTrailingZeros().scale() <= 0;
      boolean small = value.number().precision() - value.number().scale() < 18;
      return whole && small ? (Object) value.number().longValue() : value.number().doubleValue();
    }
    if (value.hasElements()) {
      return new PartlyKnownList(value.elements().stream().map(CelValues::of).toList());
    }
    return new PartlyKnownMap(fields(value));
  }

  private static Object known(Object value) {
    if (value == UNKNOWN) {
      throw new NotKnown();
    }
    return value;
  }

  private static final class PartlyKnownList extends AbstractList<Object> {
    private final List<Object> items;

    PartlyKnownList(List<Object> items) {
      this.items = items;
    }

    @Override
    public Object get(int index) {
      return known(items.get(index));
    }

    @Override
    public int size() {
      return items.size();
    }
  }

  private static final class PartlyKnownMap extends AbstractMap<String, Object> {
    private final Map<String, Object> fields;

    PartlyKnownMap(Map<String, Object> fields) {
      this.fields = fields;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return fields.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      Object value = fields.get(key);
      return value == null ? null : known(value);
    }

    @Override
    public Set<String> keySet() {
      return fields.keySet();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      fields.values().forEach(CelValues::known);
      return fields.entrySet();
    }
  }
}
