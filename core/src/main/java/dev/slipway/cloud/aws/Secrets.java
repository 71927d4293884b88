package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import java.util.ArrayList;
import java.util.List;

/** What all secrets have in common. */
final class Secrets {

  private Secrets() {}

  /** The rules that a secret departs from, and why. */
  static String waivers(Blueprint blueprint, String notRotated) {
    List<String> waivers = new ArrayList<>();
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_149",
              "the account's own key encrypts it; nothing asks for keys held by the company"));
    }
    waivers.add(Checkov.skip("CKV2_AWS_57", notRotated));
    return String.join("\n", waivers);
  }
}
