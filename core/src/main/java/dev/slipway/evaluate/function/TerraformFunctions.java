package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Functions;
import java.util.List;
import java.util.Optional;

/** The functions that every module may call, by their plain names and with {@code core::}. */
public final class TerraformFunctions implements Functions {

  private static final String CORE = "core::";

  private final FunctionFiles files;

  private TerraformFunctions(FunctionFiles files) {
    this.files = files;
  }

  public static TerraformFunctions of(FunctionFiles files) {
    return new TerraformFunctions(files);
  }

  @Override
  public Optional<Function> find(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> names() {
    return List.of();
  }
}
