package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.cloud.azure.ConnectionRights.Right;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/**
 * A user-assigned identity for each workload, and its rights, each on one resource and each a
 * resource of its own, so that one can be taken away without touching others. One identity serves
 * the workload in every region, since its rights are the same there.
 */
final class IdentityPass implements Pass {

  private static final String FILE = StackFiles.IDENTITY;

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Workload workload : blueprint.workloads()) {
      part.resource(
          FILE,
          AzureAddresses.identity(workload.name()),
          "",
          Body.builder()
              .set("name", AzureNames.resource(blueprint, workload.name()))
              .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
              .set("location", var("location"))
              .set("tags", local("tags")),
          Provenance.of(workload.element(), "identity", "workload." + workload.name() + ".kind"));
    }
    for (Workload workload : blueprint.workloads()) {
      for (Right right : ConnectionRights.of(blueprint, workload)) {
        if (byTheAppItself(blueprint, workload, right)) {
          Place.all(blueprint).forEach(place -> toTheApp(workload, right, place, part));
        } else {
          assignment(
              address(right),
              Meta.NONE,
              right,
              AzureAddresses.identity(workload.name()).reference().dot("principal_id"),
              part);
        }
      }
    }
    return part.build();
  }

  /** A function's references to the vault are resolved by the function app's own identity. */
  private static boolean byTheAppItself(Blueprint blueprint, Workload workload, Right right) {
    return workload.kind() == WorkloadKind.FUNCTION
        && !Requirement.kubernetes(blueprint)
        && right.role().equals(ConnectionRights.READ_SECRET);
  }

  private static void toTheApp(
      Workload workload, Right right, Place place, StackPart.Builder part) {
    assignment(
        place.of(address(right)),
        place.meta(),
        right,
        place
            .one(AzureAddresses.function(workload.name()))
            .dot("identity")
            .at(number(0))
            .dot("principal_id"),
        part);
  }

  private static ResourceAddress address(Right right) {
    return ResourceAddress.managed("azurerm_role_assignment", right.id());
  }

  private static void assignment(
      ResourceAddress address,
      Meta meta,
      Right right,
      Expression principal,
      StackPart.Builder part) {
    part.resource(
        FILE,
        address,
        right.comment(),
        meta,
        Body.builder()
            .set("scope", right.scope())
            .set("role_definition_name", right.role())
            .set("principal_id", principal)
            .set("principal_type", "ServicePrincipal"),
        right.why());
  }

  /** The rights without which a workload's first instance would not start. */
  static List<Reference> grants(Blueprint blueprint, Workload workload) {
    return ConnectionRights.of(blueprint, workload).stream()
        .filter(right -> right.role().equals(ConnectionRights.READ_SECRET))
        .filter(right -> !byTheAppItself(blueprint, workload, right))
        .map(right -> address(right).reference())
        .toList();
  }
}
