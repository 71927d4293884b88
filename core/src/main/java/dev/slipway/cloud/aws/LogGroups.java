package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;

/** CloudWatch log groups, which keep logs for as long as the design says. */
final class LogGroups {

  private LogGroups() {}

  static Body.Builder body(Blueprint blueprint, Place place, Expression name) {
    Body.Builder body =
        Body.builder()
            .set("name", name)
            .set(
                "retention_in_days",
                LogRetention.days(blueprint.observability().logRetentionDays()));
    if (Requirement.customerManagedKeys(blueprint)) {
      body.set("kms_key_id", place.ref(AwsAddresses.KMS_KEY).dot("arn"));
    }
    return body;
  }
}
