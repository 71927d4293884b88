package dev.slipway.check.rule.terraform;

import dev.slipway.evaluate.Function;
import dev.slipway.evaluate.Functions;
import dev.slipway.evaluate.Scope;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.Configuration.ModuleInstance;
import dev.slipway.value.Value;
import java.util.List;
import java.util.Optional;

/** The names of each module, with defaults and inputs taken for what they are. */
record ModuleScopes(Configuration configuration) {

  static ModuleScopes of(Configuration configuration) {
    return new ModuleScopes(configuration);
  }

  Scope of(ModuleInstance instance) {
    return new Scope() {
      @Override
      public Resolved resolve(Traversal reference, Problems problems) {
        return new Resolved(Value.DYNAMIC, reference.steps().size());
      }

      @Override
      public Functions functions() {
        return new Functions() {
          @Override
          public Optional<Function> find(String name) {
            return Optional.empty();
          }

          @Override
          public List<String> names() {
            return List.of();
          }
        };
      }
    };
  }
}
