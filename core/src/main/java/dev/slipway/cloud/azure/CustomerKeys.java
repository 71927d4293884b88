package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The key under which data rests when the company has to hold it itself, and the identity by which
 * datastores use it.
 */
final class CustomerKeys {

  static final ResourceAddress KEY = ResourceAddress.managed("azurerm_key_vault_key", "data");
  static final ResourceAddress IDENTITY =
      ResourceAddress.managed("azurerm_user_assigned_identity", "encryption");
  static final ResourceAddress GRANT =
      ResourceAddress.managed("azurerm_role_assignment", "encryption");

  private CustomerKeys() {}

  static boolean wanted(Blueprint blueprint) {
    return Requirement.customerManagedKeys(blueprint);
  }

  /** Waits for the right to use the key, where there is a key. */
  static Meta after(Blueprint blueprint) {
    return after(blueprint, Meta.NONE);
  }

  static Meta after(Blueprint blueprint, Meta meta) {
    if (!wanted(blueprint)) {
      return meta;
    }
    List<Reference> all = new ArrayList<>(meta.dependsOn());
    all.add(GRANT.reference());
    return meta.withDependsOn(all);
  }

  /** The identity block that most services want beside the key. */
  static void identity(Blueprint blueprint, Body.Builder body) {
    if (wanted(blueprint)) {
      body.block(
          "identity",
          Body.builder()
              .set("type", text("UserAssigned"))
              .set("identity_ids", list(IDENTITY.reference().dot("id"))));
    }
  }

  /** Named without a version, so that a renewed key is taken by itself. */
  static void storage(Blueprint blueprint, Body.Builder body) {
    with(blueprint, body, "versionless_id", "user_assigned_identity_id");
  }

  static void database(Blueprint blueprint, Body.Builder body) {
    with(blueprint, body, "versionless_id", "primary_user_assigned_identity_id");
  }

  /** Caches take a version only: the next apply brings them a renewed one. */
  static void cache(Blueprint blueprint, Body.Builder body) {
    with(blueprint, body, "id", "user_assigned_identity_id");
  }

  private static void with(
      Blueprint blueprint, Body.Builder body, String version, String identityArgument) {
    if (wanted(blueprint)) {
      body.block(
          "customer_managed_key",
          Body.builder()
              .set("key_vault_key_id", KEY.reference().dot(version))
              .set(identityArgument, IDENTITY.reference().dot("id")));
    }
  }
}
