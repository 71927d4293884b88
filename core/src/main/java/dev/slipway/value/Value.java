package dev.slipway.value;

import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.ObjectType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Type.TupleType;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an expression comes to: a value of some type that is known, null, or not known before it is
 * applied. Two values are equal when their types, contents and marks are.
 */
public final class Value {

  private static final Object UNKNOWN = new Object();

  private static final int CHARACTERS_PER_UNIT = 64;

  /** Texts of characters below that are in normal form already. */
  private static final char FIRST_COMBINING = '\u0300';

  /** A value of which nothing is known, not even its type. */
  public static final Value DYNAMIC = unknown(Primitive.DYNAMIC);

  public static final Value TRUE = new Value(Primitive.BOOL, true, noMarks());
  public static final Value FALSE = new Value(Primitive.BOOL, false, noMarks());

  /** A null whose type is still open, as the literal {@code null} is. */
  public static final Value NULL = nullOf(Primitive.DYNAMIC);

  private final Type type;
  // null, UNKNOWN, String, BigDecimal, Boolean, List<Value> or Map<String, Value> sorted by key
  private final @Nullable Object content;
  private final Set<Mark> marks;

  private final boolean whollyKnown;
  private final Set<Mark> allMarks;
  private final int size;
  private final int depth;

  private Value(Type type, @Nullable Object content, Set<Mark> marks) {
    this.type = type;
    this.content = content;
    this.marks = marks;
    boolean known = content != UNKNOWN;
    Set<Mark> all = marks;
    long weight = content instanceof String text ? 1 + text.length() / CHARACTERS_PER_UNIT : 1;
    int deepest = 0;
    for (Value part : partsOf(content)) {
      known &= part.whollyKnown;
      all = union(all, part.allMarks);
      weight += part.size;
      deepest = Math.max(deepest, part.depth);
    }
    if ((content == null || content == UNKNOWN) && !(type instanceof Primitive)) {
      Extent extent = Extent.of(type);
      weight = extent.size();
      deepest = extent.depth() - 1;
    }
    this.whollyKnown = known;
    this.allMarks = all;
    this.size = (int) Math.min(Integer.MAX_VALUE, weight);
    this.depth = deepest + 1;
  }

  /** A value with the findings about its parts taken over from one that differs in marks only. */
  private Value(Value other, Set<Mark> marks) {
    this.type = other.type;
    this.content = other.content;
    this.marks = marks;
    this.whollyKnown = other.whollyKnown;
    this.allMarks =
        marks.containsAll(other.marks) ? union(other.allMarks, marks) : deep(other, marks);
    this.size = other.size;
    this.depth = other.depth;
  }

  private static Set<Mark> deep(Value value, Set<Mark> marks) {
    Set<Mark> all = marks;
    for (Value part : partsOf(value.content)) {
      all = union(all, part.allMarks);
    }
    return all;
  }

  @SuppressWarnings("unchecked") // the constructors put in nothing else
  private static Collection<Value> partsOf(@Nullable Object content) {
    if (content instanceof List<?>) {
      return (List<Value>) content;
    }
    return content instanceof Map<?, ?> ? ((Map<String, Value>) content).values() : List.of();
  }

  private static Set<Mark> union(Set<Mark> some, Set<Mark> others) {
    if (some == others || others.isEmpty() || some.containsAll(others)) {
      return some;
    }
    if (some.isEmpty()) {
      return others;
    }
    EnumSet<Mark> all = EnumSet.copyOf(some);
    all.addAll(others);
    return Collections.unmodifiableSet(all);
  }

  private static Set<Mark> noMarks() {
    return Set.of();
  }

  public static Value unknown(Type type) {
    return new Value(type, UNKNOWN, noMarks());
  }

  public static Value nullOf(Type type) {
    return new Value(type, null, noMarks());
  }

  /** A text, its characters composed as in Unicode's normal form C. */
  public static Value of(String text) {
    return new Value(Primitive.STRING, composed(text), noMarks());
  }

  private static String composed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_COMBINING) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  public static Value of(BigDecimal number) {
    return new Value(Primitive.NUMBER, Numbers.normal(number), noMarks());
  }

  public static Value of(long number) {
    return of(BigDecimal.valueOf(number));
  }

  public static Value of(boolean bool) {
    return bool ? TRUE : FALSE;
  }

  public static Value tuple(List<Value> elements) {
    List<Type> types = new ArrayList<>(elements.size());
    for (Value element : elements) {
      types.add(element.type);
    }
    return new Value(new TupleType(types), List.copyOf(elements), noMarks());
  }

  /** A list; all elements are of the element type. */
  public static Value list(Type element, List<Value> elements) {
    return new Value(new ListType(element), List.copyOf(elements), noMarks());
  }

  /**
   * A set; all elements are of the element type, and equal ones count once. Texts, numbers and
   * truth values are in order, others as given. The marks of elements become marks of the set.
   */
  public static Value set(Type element, List<Value> elements) {
    Set<Mark> marks = noMarks();
    Set<Value> distinct = new LinkedHashSet<>();
    List<Value> open = new ArrayList<>();
    for (Value each : elements) {
      marks = union(marks, each.allMarks);
      Value plain = each.withoutMarks();
      if (plain.whollyKnown) {
        distinct.add(plain);
      } else {
        open.add(plain); // whether two of these are equal is not known
      }
    }
    List<Value> all = new ArrayList<>(distinct);
    if (element.isPrimitive()) {
      all.sort(Value::compare);
    }
    all.addAll(open);
    return new Value(new SetType(element), List.copyOf(all), marks);
  }

  /** By content; null comes last. */
  private static int compare(Value left, Value right) {
    if (left.content == null || right.content == null) {
      return Boolean.compare(left.content == null, right.content == null);
    }
    return switch (left.content) {
      case String text -> text.compareTo(right.text());
      case BigDecimal number -> number.compareTo(right.number());
      case Boolean bool -> Boolean.compare(bool, right.bool());
      default -> 0;
    };
  }

  /** A map; all elements are of the element type. */
  public static Value map(Type element, Map<String, Value> elements) {
    return new Value(new MapType(element), sorted(elements), noMarks());
  }

  public static Value object(Map<String, Value> fields) {
    Map<String, Value> sorted = sorted(fields);
    Map<String, Type> types = new LinkedHashMap<>();
    sorted.forEach((name, value) -> types.put(name, value.type()));
    return new Value(new ObjectType(types), sorted, noMarks());
  }

  private static Map<String, Value> sorted(Map<String, Value> fields) {
    return Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  public Type type() {
    return type;
  }

  /** Whether it is known that it is null, or what it is; parts of it may be unknown. */
  public boolean isKnown() {
    return content != UNKNOWN;
  }

  /** Whether it and all its parts are known. */
  public boolean isWhollyKnown() {
    return whollyKnown;
  }

  public boolean isNull() {
    return content == null;
  }

  /** The elements of a known list, set or tuple, or the values of a known map or object. */
  public List<Value> parts() {
    if (content instanceof List<?>) {
      return elements();
    }
    return content instanceof Map<?, ?> ? List.copyOf(fields().values()) : List.of();
  }

  public boolean isText() {
    return content instanceof String;
  }

  /** The text of a known string. */
  public String text() {
    return (String) Objects.requireNonNull(content);
  }

  public boolean isNumber() {
    return content instanceof BigDecimal;
  }

  /** The number of a known number. */
  public BigDecimal number() {
    return (BigDecimal) Objects.requireNonNull(content);
  }

  public boolean isBool() {
    return content instanceof Boolean;
  }

  /** The truth of a known truth value. */
  public boolean bool() {
    return (Boolean) Objects.requireNonNull(content);
  }

  /** Whether it is a known list, set or tuple. */
  public boolean hasElements() {
    return content instanceof List<?>;
  }

  /** The elements of a known list, set or tuple. */
  @SuppressWarnings("unchecked") // the constructors put in nothing else
  public List<Value> elements() {
    return (List<Value>) Objects.requireNonNull(content);
  }

  /** Whether it is a known map or object. */
  public boolean hasFields() {
    return content instanceof Map<?, ?>;
  }

  /** The parts of a known map or object, sorted by name. */
  @SuppressWarnings("unchecked") // the constructors put in nothing else
  public Map<String, Value> fields() {
    return (Map<String, Value>) Objects.requireNonNull(content);
  }

  /** What clings to this value itself; its parts may have marks of their own. */
  public Set<Mark> marks() {
    return marks;
  }

  public boolean has(Mark mark) {
    return marks.contains(mark);
  }

  /** Whatever clings to this value or to any part of it. */
  public Set<Mark> allMarks() {
    return allMarks;
  }

  /**
   * How much there is of it: about the number of parts in all depths, where long texts count for
   * more. A part that occurs twice counts twice. For what is not known it is the size of its type.
   */
  public int size() {
    return size;
  }

  /** How deep its parts, or the parts of its type, are nested: 1 for what has no parts. */
  public int depth() {
    return depth;
  }

  /** This value with these marks besides its own. */
  public Value with(Set<Mark> more) {
    Set<Mark> all = union(marks, more);
    return all == marks ? this : new Value(this, all);
  }

  /** This value and all its parts without marks. */
  public Value withoutMarks() {
    if (allMarks.isEmpty()) {
      return this;
    }
    Object plain = content;
    if (hasElements()) {
      List<Value> elements = new ArrayList<>(elements().size());
      for (Value element : elements()) {
        elements.add(element.withoutMarks());
      }
      plain = List.copyOf(elements);
    } else if (hasFields()) {
      Map<String, Value> fields = new TreeMap<>();
      for (Map.Entry<String, Value> field : fields().entrySet()) {
        fields.put(field.getKey(), field.getValue().withoutMarks());
      }
      plain = Collections.unmodifiableMap(fields);
    }
    return new Value(type, plain, noMarks());
  }

  /** This value without marks of its own. */
  public Value unmarked() {
    return marks.isEmpty() ? this : new Value(this, noMarks());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || other instanceof Value value && same(value);
  }

  private boolean same(Value value) {
    return size == value.size
        && type.equals(value.type)
        && Objects.equals(content, value.content)
        && marks.equals(value.marks);
  }

  @Override
  public int hashCode() {
    return content == UNKNOWN ? 0 : Objects.hashCode(content);
  }

  /** For messages to developers; a sensitive value is not shown. */
  @Override
  public String toString() {
    if (has(Mark.SENSITIVE)) {
      return "(sensitive " + type + ")";
    }
    return content == UNKNOWN ? "(unknown " + type + ")" : String.valueOf(content);
  }
}
