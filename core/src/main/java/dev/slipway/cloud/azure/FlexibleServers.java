package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Recovery;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What flexible servers of both engines have in common. */
final class FlexibleServers {

  static final String REPLICA =
      "Answers reads, and can be promoted when the primary or its region is lost.";

  private static final int NAME_LIMIT = 61;

  private FlexibleServers() {}

  /** A second region is what a replica is best in. */
  static Place replicaPlace(Blueprint blueprint) {
    List<Place> places = Place.all(blueprint);
    return places.get(Math.min(1, places.size() - 1));
  }

  static Expression replicaName(Blueprint blueprint, Datastore.Relational store) {
    return template(
        AzureNames.world(blueprint, store.name() + "-replica", NAME_LIMIT),
        "-",
        ref("count.index"));
  }

  /** The administrator's login; its password goes past Terraform's state. */
  static void password(Blueprint blueprint, Datastore.Relational store, Body.Builder body) {
    body.set("administrator_login", DatastoreAddresses.ADMINISTRATOR)
        .set("administrator_password_wo", LoginSecrets.stored(store.name()))
        .set("administrator_password_wo_version", LoginSecrets.version(store.name()));
  }

  /**
   * Whether backups are kept in the paired region too: that can be chosen at the beginning only. A
   * server under a key of the company's own would need a second vault there.
   */
  static boolean geoBackup(Blueprint blueprint) {
    return blueprint.recovery().topology() == Recovery.Topology.MULTI_REGION
        && !Requirement.customerManagedKeys(blueprint);
  }

  static Body.Block standby(RelationalVariables variables) {
    Body content =
        Body.builder()
            .set(
                "for_each",
                when(
                    equal(variables.standby(), text(RelationalVariables.NO_STANDBY)),
                    list(),
                    list(variables.standby())))
            .block("content", Body.builder().set("mode", ref("high_availability.value")))
            .build();
    return new Body.Block("dynamic", List.of("high_availability"), content, "", Optional.empty());
  }

  static Body.Builder maintenance() {
    return Body.builder().set("day_of_week", 0).set("start_hour", 2).set("start_minute", 0);
  }

  static String waivers(Blueprint blueprint, Datastore.Relational store) {
    return geoBackup(blueprint)
        ? waivers(store, List.of())
        : waivers(store, List.of("the objectives ask for one region; backups are in its zones"));
  }

  static String replicaWaivers(Datastore.Relational store) {
    return waivers(store, List.of("a replica has no backups; its primary has"));
  }

  private static String waivers(Datastore.Relational store, List<String> nearBackups) {
    boolean mysql = store.engine() == Engine.MYSQL;
    List<String> waivers = new ArrayList<>();
    nearBackups.forEach(
        reason -> waivers.add(Checkov.skip(mysql ? "CKV_AZURE_94" : "CKV_AZURE_136", reason)));
    if (mysql) {
      waivers.add(
          Checkov.skip("CKV_AZURE_53", "it is off; the rule reads the older service's argument"));
    }
    waivers.add(
        Checkov.skip(
            mysql ? "CKV2_AZURE_56" : "CKV2_AZURE_57",
            "the server stands in the network itself, so it needs no endpoint"));
    return String.join("\n", waivers);
  }
}
