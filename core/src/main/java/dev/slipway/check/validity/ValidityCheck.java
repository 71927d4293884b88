package dev.slipway.check.validity;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.function.FunctionFiles;
import dev.slipway.evaluate.function.TerraformFunctions;
import dev.slipway.facts.BlockSchema;
import dev.slipway.facts.ProviderSchema;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.hcl.syntax.Range;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.terraform.ProviderAddress;
import dev.slipway.terraform.ProviderConfiguration;
import java.util.List;
import java.util.Optional;

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
    Evaluation evaluation = Evaluation.validating(configuration, schemas, functions, problems);
    ProviderConfigurations providers = new ProviderConfigurations(configuration.modules());
    ResourceBodies bodies = new ResourceBodies(schemas.catalog(), problems);
    for (ModuleInstance module : configuration.modules()) {
      new ModuleCheck(evaluation, evaluation.scope(module), problems).run(bodies);
    }
    for (ProviderConfigurations.Found used : providers.used()) {
      provider(used, evaluation.scope(used.module()), bodies, problems);
    }
    new ImportCheck(configuration, evaluation.scope(configuration.root()), problems).run();
    new CycleCheck(DependencyReader.read(configuration, evaluation), problems).run();
    functions.work().reached().ifPresent(place -> tooMuchWork(place, problems));
    return problems.sorted();
  }

  private static ModuleScope scope(
      ProviderConfiguration configuration, ModuleScope plain, Problems problems) {
    configuration.forEach().ifPresent(all -> plain.evaluate(all, problems));
    return configuration.forEach().isPresent() ? plain.withEach() : plain;
  }

  private static void tooMuchWork(Range place, Problems problems) {
    problems.add(
        Diagnostic.note(
            "SLIP-TF-VALUES-NOT-CHECKED",
            place.span(),
            "Not all values were computed",
            "The expressions of this configuration take more work together than a check has time"
                + " and memory for. From here on values count as unknown, so that what is wrong"
                + " with them is not found.",
            "Make loops over loops smaller, or split the configuration."));
  }

  /** Terraform leaves out configurations that nothing uses. */
  private static void provider(
      ProviderConfigurations.Found used,
      ModuleScope module,
      ResourceBodies bodies,
      Problems problems) {
    ProviderConfiguration configuration = used.configuration();
    ModuleScope scope = scope(configuration, module.at(configuration.address()), problems);
    ProviderAddress provider = used.module().module().provider(configuration.localName());
    Optional<BlockSchema> schema =
        module
            .schemas()
            .provider(used.module().module(), configuration.localName())
            .map(ProviderSchema::provider);
    for (Traversal reference : BodyReferences.outsideOfContents(configuration.body(), schema)) {
      scope.check(reference, problems);
    }
    bodies.check(scope.address(), configuration, provider, scope);
  }
}
