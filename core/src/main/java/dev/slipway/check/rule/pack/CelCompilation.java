package dev.slipway.check.rule.pack;

import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Compiles expressions. The library is not loaded before the first of these is made. */
final class CelCompilation {

  private static final int EXPRESSION_LIMIT = 10_000;
  private static final int DEPTH_LIMIT = 100;
  private static final int ITERATION_LIMIT = 100_000;

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  CelCompilation() {
    CelOptions options =
        CelOptions.current()
            .maxExpressionCodePointSize(EXPRESSION_LIMIT)
            .maxParseRecursionDepth(DEPTH_LIMIT)
            .comprehensionMaxIterations(ITERATION_LIMIT)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    MapType anything = MapType.create(SimpleType.STRING, SimpleType.DYN);
    compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("resource", anything)
            .addVar("stack", anything)
            .setResultType(SimpleType.DYN)
            .build();
    runtime = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(options).build();
  }

  /** What became of an expression. */
  sealed interface Result {}

  /** What an expression says of a resource. */
  enum Answer {
    YES,
    NO,
    /** It goes over more elements than an expression may. */
    TOO_LONG
  }

  /** Why an expression was not taken. */
  record Refused(String message) implements Result {}

  /** An expression that can be asked. */
  record Compiled(CelRuntime.Program program) implements Result {

    /** What it comes to; an error inside it, as an unknown value is, is no. */
    Answer ask(Map<String, Object> resource, Supplier<Map<String, Object>> stack) {
      try {
        Object outcome =
            program.eval((String name) ->
                switch (name) {
                  case "resource" -> Optional.of(resource);
                  case "stack" -> Optional.of(stack.get());
                  default -> Optional.empty();
                });
        return Boolean.TRUE.equals(outcome) ? Answer.YES : Answer.NO;
      } catch (CelEvaluationException failed) {
        return failed.getErrorCode() == CelErrorCode.ITERATION_BUDGET_EXCEEDED
            ? Answer.TOO_LONG
            : Answer.NO;
      }
    }
  }

  Result compile(String expression) {
    try {
      return new Compiled(runtime.createProgram(compiler.compile(expression).getAst()));
    } catch (CelValidationException | CelEvaluationException wrong) {
      return new Refused(String.valueOf(wrong.getMessage()).strip());
    }
  }
}
