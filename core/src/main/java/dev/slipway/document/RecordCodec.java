package dev.slipway.document;

import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.evidence.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Records to documents and back, by their components, so that the published JSON cannot drift from
 * the types. Knows records, sealed interfaces of records (told apart by a {@code kind} entry),
 * enums (lower case with hyphens), strings, numbers, Booleans, durations (ISO 8601), lists and
 * optional values (left out when empty).
 */
public final class RecordCodec {

  private static final Span NOWHERE = Span.line("", 1);
  private static final String KIND = "kind";

  private RecordCodec() {}

  /** The document of a value. */
  public static Node write(Object value) {
    return switch (value) {
      case String text -> string(text);
      case Boolean bool -> new Scalar(Scalar.Kind.BOOLEAN, bool.toString(), NOWHERE);
      case BigDecimal number -> new Scalar(Scalar.Kind.NUMBER, number.toPlainString(), NOWHERE);
      case Number number -> new Scalar(Scalar.Kind.NUMBER, number.toString(), NOWHERE);
      case Duration duration -> string(duration.toString());
      case Enum<?> constant -> string(word(constant.name()));
      case List<?> list -> writeList(list);
      case Record rec -> writeRecord(rec);
      default -> throw new IllegalArgumentException("no document for " + value.getClass());
    };
  }

  private static Node writeList(List<?> list) {
    List<Node> items = new ArrayList<>(list.size());
    for (Object item : list) {
      items.add(write(item));
    }
    return sequence(items);
  }

  /** A string as a document. */
  public static Node string(String text) {
    return new Scalar(Scalar.Kind.STRING, text, NOWHERE);
  }

  /** A number as a document. */
  public static Node number(long value) {
    return new Scalar(Scalar.Kind.NUMBER, Long.toString(value), NOWHERE);
  }

  /** A Boolean as a document. */
  public static Node bool(boolean value) {
    return new Scalar(Scalar.Kind.BOOLEAN, Boolean.toString(value), NOWHERE);
  }

  /** A sequence of documents. */
  public static Node sequence(List<Node> items) {
    return new Sequence(List.copyOf(items), NOWHERE);
  }

  /** A mapping of documents, in the order given. */
  public static Node mapping(List<Entry> entries) {
    return new Mapping(List.copyOf(entries), NOWHERE);
  }

  /** An entry of a mapping. */
  public static Entry entry(String key, Node value) {
    return new Entry(key, NOWHERE, value);
  }

  private static Node writeRecord(Record value) {
    RecordShape shape = RecordShape.of(value.getClass());
    List<Entry> entries = new ArrayList<>(shape.components().size() + 1);
    if (shape.discriminated()) {
      entries.add(entry(KIND, string(kind(value.getClass()))));
    }
    for (RecordShape.Component component : shape.components()) {
      Object part = component.of(value);
      if (!component.optional()) {
        entries.add(entry(component.name(), write(part)));
      } else if (((Optional<?>) part).isPresent()) {
        entries.add(entry(component.name(), write(((Optional<?>) part).get())));
      }
    }
    return mapping(entries);
  }

  /**
   * The same value with every text in it changed, however deep it lies.
   *
   * @param change from the name of the component that holds a text, and the text, to the new text
   */
  public static <T extends Record> T mapTexts(T value, BinaryOperator<String> change) {
    @SuppressWarnings("unchecked") // the shape makes records of the value's own type
    T changed = (T) mapRecord(value, change);
    return changed;
  }

  private static Record mapRecord(Record value, BinaryOperator<String> change) {
    RecordShape shape = RecordShape.of(value.getClass());
    Object[] parts = new Object[shape.components().size()];
    for (int i = 0; i < parts.length; i++) {
      RecordShape.Component component = shape.components().get(i);
      parts[i] = mapPart(component.name(), component.of(value), change);
    }
    try {
      return shape.make(parts);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("cannot copy a " + shape.type(), e);
    }
  }

  private static Object mapPart(String name, Object part, BinaryOperator<String> change) {
    return switch (part) {
      case String text -> change.apply(name, text);
      case Record rec -> mapRecord(rec, change);
      case Optional<?> optional -> optional.map(present -> mapPart(name, present, change));
      case List<?> list -> {
        List<Object> items = new ArrayList<>(list.size());
        for (Object item : list) {
          items.add(mapPart(name, item, change));
        }
        yield List.copyOf(items);
      }
      default -> part;
    };
  }

  /**
   * The value of a document.
   *
   * @throws DocumentMismatch when the document has not the shape of the type
   */
  public static <T> T read(Node node, Class<T> type) {
    return type.cast(readAs(node, type));
  }

  private static Object readAs(Node node, Type type) {
    if (type instanceof ParameterizedType parameterized) {
      Type argument = parameterized.getActualTypeArguments()[0];
      if (parameterized.getRawType() == List.class) {
        return node.items().stream().map(item -> readAs(item, argument)).toList();
      }
      throw new IllegalArgumentException("no reader for " + type);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return readRecord(node, raw);
    }
    if (raw.isSealed() && raw.isInterface()) {
      return readVariant(node, raw);
    }
    return readScalar(node, raw);
  }

  private static Object readScalar(Node node, Class<?> raw) {
    String text = node.text().orElseThrow(() -> new DocumentMismatch(node.span(), "a value"));
    try {
      if (raw == String.class) {
        return text;
      }
      if (raw == boolean.class || raw == Boolean.class) {
        return Boolean.valueOf(text);
      }
      if (raw == int.class || raw == Integer.class) {
        return Integer.valueOf(text);
      }
      if (raw == BigDecimal.class) {
        return new BigDecimal(text);
      }
      if (raw == Duration.class) {
        return Duration.parse(text);
      }
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw new DocumentMismatch(node.span(), raw.getSimpleName());
    }
    if (raw.isEnum()) {
      return Arrays.stream(raw.getEnumConstants())
          .filter(c -> word(((Enum<?>) c).name()).equals(text))
          .findFirst()
          .orElseThrow(() -> new DocumentMismatch(node.span(), "one of " + words(raw)));
    }
    throw new IllegalArgumentException("no reader for " + raw);
  }

  private static Object readVariant(Node node, Class<?> sealed) {
    String kind = node.text(KIND).orElseThrow(() -> new DocumentMismatch(node.span(), KIND));
    for (Class<?> variant : sealed.getPermittedSubclasses()) {
      if (kind(variant).equals(kind)) {
        return readAs(node, variant);
      }
    }
    throw new DocumentMismatch(node.span(), "a known " + KIND + " of " + sealed.getSimpleName());
  }

  private static Object readRecord(Node node, Class<?> raw) {
    RecordShape shape = RecordShape.of(raw);
    Object[] arguments = new Object[shape.components().size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = readComponent(node, shape.components().get(i));
    }
    try {
      return shape.make(arguments);
    } catch (InvocationTargetException e) {
      throw new DocumentMismatch(node.span(), String.valueOf(e.getCause()));
    }
  }

  private static Object readComponent(Node node, RecordShape.Component component) {
    Optional<Node> part = node.get(component.name());
    if (component.optional()) {
      return part.map(p -> readAs(p, component.value()));
    }
    return readAs(
        part.orElseThrow(() -> new DocumentMismatch(node.span(), component.name())),
        component.value());
  }

  /** A JSON Schema (2020-12) of the documents of a record type. */
  public static Node schema(Class<?> type, String id, String title) {
    return RecordSchema.of(type, id, title);
  }

  static boolean discriminated(Class<?> raw) {
    return Arrays.stream(raw.getInterfaces()).anyMatch(Class::isSealed);
  }

  static String kind(Class<?> variant) {
    return word(variant.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
  }

  static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words(Class<?> enumeration) {
    return Arrays.stream(enumeration.getEnumConstants())
        .map(c -> word(((Enum<?>) c).name()))
        .toList();
  }

  /** A document that has not the shape of the type it should hold. */
  public static final class DocumentMismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Span span;

    DocumentMismatch(Span span, String expected) {
      super("expected " + expected);
      this.span = span;
    }

    public Span span() {
      return span;
    }
  }
}
