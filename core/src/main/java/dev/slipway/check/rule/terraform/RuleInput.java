package dev.slipway.check.rule.terraform;

import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.function.FunctionFiles;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.terraform.Configuration;
import dev.slipway.value.Value;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules are asked about.
 *
 * @param given values of the root module's variables, as a {@code .tfvars} file has them
 * @param functions what expressions may call
 * @param today the day that releases are looked at for; without it no release is called over
 * @param regions where resources may be; empty for anywhere
 */
public record RuleInput(
    Configuration configuration,
    Map<String, Value> given,
    Functions functions,
    Optional<LocalDate> today,
    List<String> regions) {

  public RuleInput {
    given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    regions = List.copyOf(regions);
  }

  /** A configuration with the defaults of its variables, on no day in particular. */
  public static RuleInput of(Configuration configuration) {
    return new RuleInput(
        configuration,
        Map.of(),
        TerraformFunctions.of(FunctionFiles.unknown()),
        Optional.empty(),
        List.of());
  }

  public RuleInput with(Map<String, Value> values) {
    return new RuleInput(configuration, values, functions, today, regions);
  }

  public RuleInput with(Functions callable) {
    return new RuleInput(configuration, given, callable, today, regions);
  }

  public RuleInput on(LocalDate day) {
    return new RuleInput(configuration, given, functions, Optional.of(day), regions);
  }

  public RuleInput within(List<String> allowed) {
    return new RuleInput(configuration, given, functions, today, allowed);
  }
}
