package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function;
import dev.slipway.value.Type;
import dev.slipway.value.Type.ListType;
import dev.slipway.value.Type.MapType;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Type.SetType;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A function, declared by its parameters and what it does. */
record Declaration(
    String name, List<Parameter> parameters, Optional<Parameter> variadic, Rule rule, Body body)
    implements Function {

  static final Type STRING = Primitive.STRING;
  static final Type NUMBER = Primitive.NUMBER;
  static final Type BOOL = Primitive.BOOL;
  static final Type ANY = Primitive.DYNAMIC;
  static final Type STRINGS = new ListType(STRING);
  static final Type LIST = new ListType(ANY);
  static final Type SET = new SetType(ANY);
  static final Type MAP = new MapType(ANY);

  /** What a parameter takes as it is. */
  enum Takes {
    UNKNOWN,
    NULL,
    ANY_TYPE,
    MARKS
  }

  /** The type of the outcome. */
  @FunctionalInterface
  interface Rule {
    Type type(Arguments arguments) throws Refusal;
  }

  /** What the function does, for arguments that its rule has seen, with the type that it found. */
  @FunctionalInterface
  interface Body {
    Value call(Arguments arguments, Type type) throws Refusal;
  }

  /** What a function does whose outcome has always the same type. */
  @FunctionalInterface
  interface Plain {
    Value call(Arguments arguments) throws Refusal;
  }

  @Override
  public Type type(List<Value> arguments) throws Refusal {
    return rule.type(new Arguments(arguments));
  }

  @Override
  public Value call(List<Value> arguments) throws Refusal {
    Arguments seen = new Arguments(arguments);
    return body.call(seen, rule.type(seen));
  }

  static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects the parameters. */
  static final class Builder {
    private final String name;
    private final List<Parameter> parameters = new ArrayList<>();
    private Optional<Parameter> variadic = Optional.empty();

    private Builder(String name) {
      this.name = name;
    }

    Builder takes(String parameter, Type type, Takes... as) {
      parameters.add(parameter(parameter, type, as));
      return this;
    }

    /** Any number of further arguments. */
    Builder more(String parameter, Type type, Takes... as) {
      variadic = Optional.of(parameter(parameter, type, as));
      return this;
    }

    private static Parameter parameter(String name, Type type, Takes... as) {
      Set<Takes> takes = EnumSet.noneOf(Takes.class);
      takes.addAll(List.of(as));
      return new Parameter(
          name,
          type,
          takes.contains(Takes.UNKNOWN),
          takes.contains(Takes.NULL),
          takes.contains(Takes.ANY_TYPE),
          takes.contains(Takes.MARKS));
    }

    Function gives(Type type, Plain body) {
      return gives(arguments -> type, (arguments, found) -> body.call(arguments));
    }

    Function gives(Rule rule, Body body) {
      return new Declaration(name, List.copyOf(parameters), variadic, rule, body);
    }
  }
}
