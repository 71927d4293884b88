package dev.slipway.value;

import java.util.List;
import java.util.Optional;

/** What comes of turning a value into one of another type. */
public sealed interface Conversion {

  /** It worked. */
  record Converted(Value value) implements Conversion {}

  /**
   * It cannot be done.
   *
   * @param path where inside the value, such as {@code .rule[0].port}; empty for the value itself
   * @param message why, such as {@code a number is required}; never shows the value
   */
  record Refused(String path, String message) implements Conversion {

    /** The message, with the path in front if there is one. */
    public String reason() {
      return path.isEmpty() ? message : path + ": " + message;
    }
  }

  /**
   * The value as one of the wanted type, by Terraform's rules: text to numbers and truth values and
   * back, tuples to lists and sets, objects to maps and objects with fewer attributes. Unknown and
   * null values become unknown and null ones of the wanted type; marks stay. Optional attributes
   * that are missing become null; see {@link Defaults} for what fills them.
   */
  static Conversion convert(Value value, Type wanted) {
    return Converter.convert(value, wanted);
  }

  /**
   * Whether values of the one type can in general be converted into the other.
   *
   * @param unsafe whether conversions count that fail for some values, as from text to number
   */
  static boolean possible(Type from, Type to, boolean unsafe) {
    return Convertible.possible(from, to, unsafe);
  }

  /** The most general of these types, or one made from them, that all of them convert into. */
  static Optional<Type> unify(List<Type> types) {
    return Unification.unify(types, true);
  }

  /** Why values of the one type cannot become values of the other, in Terraform's words. */
  static String mismatch(Type from, Type to) {
    return Mismatch.message(from, to);
  }

  /** The value, or a stand-in for what cannot be converted. */
  default Value or(Value other) {
    return this instanceof Converted converted ? converted.value() : other;
  }
}
