package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import java.util.ArrayList;
import java.util.List;

/** CloudWatch log groups, which keep logs for as long as the design says. */
final class LogGroups {

  private static final int YEAR = 365;

  private LogGroups() {}

  static Body.Builder body(Blueprint blueprint, Place place, Expression name) {
    int days = LogRetention.days(blueprint.observability().logRetentionDays());
    Body.Builder body =
        Body.builder().set("name", name, waivers(blueprint, days)).set("retention_in_days", days);
    if (Requirement.customerManagedKeys(blueprint)) {
      body.set("kms_key_id", place.ref(AwsAddresses.KMS_KEY).dot("arn"));
    }
    return body;
  }

  /** The rules that it departs from, and why. */
  static String waivers(Blueprint blueprint, int days) {
    List<String> waivers = new ArrayList<>();
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_158",
              "CloudWatch encrypts it under AWS's own key; nothing asks for keys held by the"
                  + " company"));
    }
    if (days < YEAR) {
      waivers.add(Checkov.skip("CKV_AWS_338", "kept as long as the design keeps logs"));
    }
    return String.join("\n", waivers);
  }
}
