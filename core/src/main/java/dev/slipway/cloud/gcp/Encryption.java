package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.stream.Stream;

/** The keys under which data rests when the company has to hold them itself. */
final class Encryption {

  private Encryption() {}

  /** The key of a region: data and the key that protects it are in one place. */
  static ResourceAddress keyAddress(Blueprint blueprint, String region) {
    return region.equals(blueprint.project().primaryRegion())
        ? GcpAddresses.KMS_KEY
        : ResourceAddress.managed("google_kms_crypto_key", "data_" + ResourceAddress.id(region));
  }

  static Expression key(Blueprint blueprint, String region) {
    return keyAddress(blueprint, region).reference().dot("id");
  }

  /** The right of a service's own agent to use the key. */
  static ResourceAddress agentGrant(Blueprint blueprint, String region, String service) {
    String suffix =
        region.equals(blueprint.project().primaryRegion()) ? "" : "_" + ResourceAddress.id(region);
    return ResourceAddress.managed("google_kms_crypto_key_iam_member", service + suffix);
  }

  /** Waits for the agent's right to use the key, where there is a key. */
  static Meta after(Blueprint blueprint, String service) {
    return after(blueprint, service, Meta.NONE);
  }

  static Meta after(Blueprint blueprint, String service, Meta meta) {
    if (!Requirement.customerManagedKeys(blueprint)) {
      return meta;
    }
    List<Expression.Reference> grants =
        blueprint.project().regions().stream()
            .map(r -> agentGrant(blueprint, r, service).reference())
            .toList();
    return meta.withDependsOn(Stream.concat(meta.dependsOn().stream(), grants.stream()).toList());
  }

  /** Names the key in {@code argument}, where there is one. */
  static Body.Builder with(Blueprint blueprint, Body.Builder body, String argument) {
    return Requirement.customerManagedKeys(blueprint)
        ? body.set(argument, key(blueprint, blueprint.project().primaryRegion()))
        : body;
  }
}
