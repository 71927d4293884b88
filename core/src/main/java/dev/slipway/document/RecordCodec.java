package dev.slipway.document;

import dev.slipway.document.Node.Entry;
import dev.slipway.document.Node.Mapping;
import dev.slipway.document.Node.Scalar;
import dev.slipway.document.Node.Sequence;
import dev.slipway.evidence.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
      case List<?> list -> sequence(list.stream().map(RecordCodec::write).toList());
      case Record rec -> writeRecord(rec);
      default -> throw new IllegalArgumentException("no document for " + value.getClass());
    };
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
    List<Entry> entries = new ArrayList<>();
    if (discriminated(value.getClass())) {
      entries.add(entry(KIND, string(kind(value.getClass()))));
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object part = get(component, value);
      if (part instanceof Optional<?> optional) {
        optional.ifPresent(present -> entries.add(entry(component.getName(), write(present))));
      } else {
        entries.add(entry(component.getName(), write(part)));
      }
    }
    return mapping(entries);
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
    RecordComponent[] components = raw.getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      arguments[i] = readComponent(node, components[i]);
    }
    try {
      var constructor = raw.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new DocumentMismatch(node.span(), String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + raw, e);
    }
  }

  private static Object readComponent(Node node, RecordComponent component) {
    Optional<Node> part = node.get(component.getName());
    if (component.getType() == Optional.class) {
      Type argument = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      return part.map(p -> readAs(p, argument));
    }
    return readAs(
        part.orElseThrow(() -> new DocumentMismatch(node.span(), component.getName())),
        component.getGenericType());
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

  private static Object get(RecordComponent component, Record value) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
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
