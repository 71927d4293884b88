package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;

/** The rules that databases depart from, and why. */
final class DatabaseWaivers {

  private DatabaseWaivers() {}

  static String instance(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    waivers.add(
        Checkov.skip(
            "CKV_AWS_157", "a standby is set per environment, where a target asks for it"));
    waivers.add(
        Checkov.skip("CKV_AWS_293", "protection is set per environment, where data is kept"));
    key(blueprint, waivers);
    return String.join("\n", waivers);
  }

  static String replica(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    waivers.add(
        Checkov.skip("CKV_AWS_157", "its data is the primary's; another one takes its place"));
    waivers.add(
        Checkov.skip("CKV_AWS_293", "protection is set per environment, where data is kept"));
    waivers.add(
        Checkov.skip("CKV_AWS_133", "the primary is backed up, and the replica follows it"));
    key(blueprint, waivers);
    return String.join("\n", waivers);
  }

  static String cluster(Blueprint blueprint, Datastore.Relational store) {
    List<String> waivers = new ArrayList<>();
    if (store.engine() == Engine.MYSQL) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_326", "any second can be restored beside it, without turning it all back"));
    }
    waivers.add(
        Checkov.skip("CKV_AWS_139", "protection is set per environment, where data is kept"));
    waivers.add(
        Checkov.skip("CKV2_AWS_8", "its own backups reach back as far as the design asks for"));
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_327",
              "the account's own key encrypts it; nothing asks for keys held by the company"));
    }
    return String.join("\n", waivers);
  }

  static String member(Blueprint blueprint) {
    List<String> waivers = new ArrayList<>();
    key(blueprint, waivers);
    return String.join("\n", waivers);
  }

  private static void key(Blueprint blueprint, List<String> waivers) {
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_354",
              "the account's own key encrypts it; nothing asks for keys held by the company"));
    }
  }
}
