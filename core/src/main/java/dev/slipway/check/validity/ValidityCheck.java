package dev.slipway.check.validity;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.function.FunctionFiles;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Configuration;
import java.util.List;

/**
 * What {@code terraform validate} says of a configuration that has been loaded. Nothing that it
 * accepts is called an error.
 */
public final class ValidityCheck {

  private ValidityCheck() {}

  /** The problems of a configuration, in order, each once; no file is looked at. */
  public static List<Diagnostic> check(Configuration configuration) {
    return check(configuration, Schemas.bundled(), TerraformFunctions.of(FunctionFiles.unknown()));
  }

  /**
   * The problems of a configuration, in order, each once.
   *
   * @param functions what expressions may call; they may read the files beside the configuration
   */
  public static List<Diagnostic> check(
      Configuration configuration, Schemas schemas, Functions functions) {
    Problems problems = new Problems();
    Evaluation.validating(configuration, schemas, functions, problems);
    return problems.sorted();
  }
}
