package dev.slipway.evaluate;

import dev.slipway.value.Type;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A function of the language. The caller checks the number of arguments, converts each to its
 * parameter's type, answers for unknown and null arguments where a parameter does not take them,
 * and carries marks over to the outcome.
 */
public interface Function {

  String name();

  List<Parameter> parameters();

  /** What takes all further arguments, if any number of them may follow. */
  Optional<Parameter> variadic();

  /** The type of the outcome for these arguments, which may be unknown. */
  Type type(List<Value> arguments) throws Refusal;

  /** The outcome for arguments of which none is unknown where its parameter does not take that. */
  Value call(List<Value> arguments) throws Refusal;

  /**
   * A parameter. An argument of no known type comes to {@link Value#DYNAMIC} unless the parameter
   * takes any type.
   *
   * @param takesUnknown whether {@link #call} wants to see arguments that are not known; parts of a
   *     known one may be unknown in any case
   * @param takesNull whether null is a proper argument
   * @param takesAnyType whether the function wants to see arguments of type {@code any}
   * @param takesMarks whether the function sees the marks and carries them over itself; without it
   *     the caller takes off all marks, those of parts too, and puts them on the outcome
   */
  record Parameter(
      String name,
      Type type,
      boolean takesUnknown,
      boolean takesNull,
      boolean takesAnyType,
      boolean takesMarks) {

    public static Parameter of(String name, Type type) {
      return new Parameter(name, type, false, false, false, false);
    }
  }

  /** Why a function will not answer. */
  final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int argument;

    /**
     * @param argument the index of the argument that is at fault; -1 for none in particular
     */
    public Refusal(int argument, String message) {
      super(message, null, false, false);
      this.argument = argument;
    }

    public int argument() {
      return argument;
    }
  }
}
