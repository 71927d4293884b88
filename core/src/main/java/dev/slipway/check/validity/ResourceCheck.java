package dev.slipway.check.validity;

import dev.slipway.hcl.syntax.HclBody;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.HclItem;
import dev.slipway.hcl.syntax.Problems;
import dev.slipway.terraform.Condition;
import dev.slipway.terraform.Reference;
import dev.slipway.terraform.Resource;
import java.util.Map;
import java.util.Optional;

/** What is common to all resources: repetition, dependencies, life cycle, and their references. */
final class ResourceCheck {

  private final Resource resource;
  private final ModuleScope scope;
  private final Problems problems;

  /**
   * @param module the scope of the module
   */
  ResourceCheck(Resource resource, ModuleScope module, Problems problems) {
    this.resource = resource;
    this.scope = module.of(resource);
    this.problems = problems;
  }

  void run(ResourceBodies bodies) {
    Repetitions repetitions = new Repetitions(scope, problems);
    resource.count().ifPresent(repetitions::count);
    resource.forEach().ifPresent(repetitions::forEach);
    DependsOn.check(resource.dependsOn(), scope, problems);
    body();
    bodies.check(scope.address(), resource, scope.module().module().provider(resource), scope);
    lifecycle();
    conditions();
    provisioners();
  }

  private void body() {
    for (Traversal reference :
        BodyReferences.outsideOfContents(resource.body(), scope.schema(resource))) {
      scope.check(reference, problems);
    }
    if (scope.schema(resource).isEmpty() && !BodyReferences.isJson(resource.body())) {
      evaluate(resource.body());
    }
  }

  /** Without a schema nothing is known of the arguments but that they must have values. */
  private void evaluate(HclBody body) {
    for (HclItem item : body.items(Map.of())) {
      if (item instanceof HclItem.Attribute argument) {
        scope.evaluate(argument.value(), problems);
      }
    }
  }

  private void lifecycle() {
    scope
        .schema(resource)
        .ifPresent(schema -> {
          for (Reference ignored : resource.lifecycle().ignoreChanges()) {
            SchemaSteps.check(schema, IgnoredChange.steps(ignored), scope.address(), problems);
          }
        });
  }

  private void provisioners() {
    ModuleScope self = scope.withSelf(resource);
    for (Resource.Provisioner provisioner : resource.provisioners()) {
      resource.connection().ifPresent(connection -> references(connection.body(), self));
      references(provisioner.body(), self);
      provisioner.connection().ifPresent(connection -> references(connection.body(), self));
    }
    new ProvisionerBodies(problems).check(scope.address(), resource, self);
  }

  private void references(HclBody body, ModuleScope self) {
    for (Traversal reference : BodyReferences.outsideOfContents(body, Optional.empty())) {
      self.check(reference, problems);
    }
  }

  private void conditions() {
    Conditions before = new Conditions(scope, problems);
    Conditions after = new Conditions(scope.withSelf(resource), problems);
    for (Condition condition : resource.lifecycle().conditions()) {
      (condition.kind() == Condition.Kind.POSTCONDITION ? after : before).evaluated(condition);
    }
  }
}
