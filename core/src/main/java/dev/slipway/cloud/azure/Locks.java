package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;

/**
 * Locks on what holds data. Azure's datastores have no deletion protection of their own, and
 * Terraform's would be the same in every environment. A lock holds for everybody, and for Terraform
 * too as long as the pipeline's identity may set locks and not lift them.
 */
final class Locks {

  private Locks() {}

  /**
   * Has Terraform itself refuse, before it asks Azure. It knows no conditions there, so that is
   * only possible where every environment is protected.
   */
  static Meta kept(Blueprint blueprint, Meta meta) {
    if (!blueprint.environments().stream().allMatch(Environment::deletionProtection)) {
      return meta;
    }
    Body.Builder lifecycle = Body.builder().set("prevent_destroy", true);
    meta.lifecycle().ifPresent(body -> body.items().forEach(lifecycle::add));
    return meta.withLifecycle(lifecycle.build());
  }

  static Meta kept(Blueprint blueprint) {
    return kept(blueprint, Meta.NONE);
  }

  static void add(
      StackPart.Builder part, String file, String datastore, Reference target, Provenance why) {
    part.resource(
        file,
        AzureAddresses.lock(datastore),
        "Whoever wants to delete it, or take away a right on it, has to lift the lock first. The"
            + " pipeline cannot.",
        Meta.NONE.withCount(when(var("deletion_protection"), number(1), number(0))),
        Body.builder()
            .set("name", "keeps-data")
            .set("scope", target)
            .set("lock_level", "CanNotDelete")
            .set("notes", "Holds data. Lift it only to delete " + datastore + " for good."),
        why);
  }
}
