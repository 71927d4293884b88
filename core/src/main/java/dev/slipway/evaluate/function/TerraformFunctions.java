package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.WorkLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions of Terraform 1.11, which every module may call by their plain names and with {@code
 * core::} before them. {@code try}, {@code can} and {@code templatestring} take expressions rather
 * than values, and {@code type} exists in the console only: they are the evaluator's.
 */
public final class TerraformFunctions implements Functions {

  private static final String CORE = "core::";

  private final FunctionFiles files;
  private final WorkLimit work = new WorkLimit();
  private final Map<String, Optional<Function>> found = new HashMap<>();

  private TerraformFunctions(FunctionFiles files) {
    this.files = files;
  }

  public static TerraformFunctions of(FunctionFiles files) {
    return new TerraformFunctions(files);
  }

  @Override
  public Optional<Function> find(String name) {
    return found.computeIfAbsent(
        name.startsWith(CORE) ? name.substring(CORE.length()) : name, this::declared);
  }

  private Optional<Function> declared(String plain) {
    return SequenceFunctions.find(plain)
        .or(() -> MapFunctions.find(plain))
        .or(() -> CollectionFunctions.find(plain))
        .or(() -> FormatFunctions.find(plain))
        .or(() -> StringFunctions.find(plain))
        .or(() -> EncodingFunctions.find(plain))
        .or(() -> TypeFunctions.find(plain))
        .or(() -> FileFunctions.find(plain, files, this))
        .or(() -> NumberFunctions.find(plain))
        .or(() -> SetFunctions.find(plain))
        .or(() -> NetworkFunctions.find(plain))
        .or(() -> RegexFunctions.find(plain))
        .or(() -> HashFunctions.find(plain))
        .or(() -> DateFunctions.find(plain));
  }

  @Override
  public List<String> names() {
    return FunctionNames.ALL;
  }

  @Override
  public WorkLimit work() {
    return work;
  }
}
