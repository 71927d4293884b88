package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.WorkLimit;
import dev.slipway.value.Type;
import dev.slipway.value.Type.Primitive;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Terraform's functions, and beside them those that only OpenTofu has. Of the latter it is known
 * what they take and give, and not what they come to.
 */
public final class OpenTofuFunctions implements Functions {

  private static final List<Function> OWN =
      List.of(
          new Declared("base64gunzip", List.of(Primitive.STRING), Primitive.STRING),
          new Declared("cidrcontains", List.of(Primitive.STRING, Primitive.STRING), Primitive.BOOL),
          new Declared("urldecode", List.of(Primitive.STRING), Primitive.STRING));

  private static final String CORE = "core::";

  private final Functions terraforms;

  private OpenTofuFunctions(Functions terraforms) {
    this.terraforms = terraforms;
  }

  public static OpenTofuFunctions beside(Functions terraforms) {
    return new OpenTofuFunctions(terraforms);
  }

  @Override
  public Optional<Function> find(String name) {
    String plain = name.startsWith(CORE) ? name.substring(CORE.length()) : name;
    return OWN.stream()
        .filter(function -> function.name().equals(plain))
        .findFirst()
        .or(() -> terraforms.find(name));
  }

  @Override
  public List<String> names() {
    List<String> all = new ArrayList<>(terraforms.names());
    OWN.forEach(function -> all.add(function.name()));
    all.sort(null);
    return List.copyOf(all);
  }

  @Override
  public WorkLimit work() {
    return terraforms.work();
  }

  /** A function that is not called. */
  private record Declared(String name, List<Primitive> takes, Primitive gives) implements Function {

    @Override
    public List<Parameter> parameters() {
      return takes.stream().map(type -> Parameter.of("value", type)).toList();
    }

    @Override
    public Optional<Parameter> variadic() {
      return Optional.empty();
    }

    @Override
    public Type type(List<Value> arguments) {
      return gives;
    }

    @Override
    public Value call(List<Value> arguments) {
      return Value.unknown(gives);
    }
  }
}
