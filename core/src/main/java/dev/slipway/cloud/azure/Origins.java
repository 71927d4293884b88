package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.List;

/** One workload behind Front Door: a group, and in it an origin in each region. */
final class Origins {

  private static final String FILE = StackFiles.EDGE;

  private Origins() {}

  static ResourceAddress group(Workload workload) {
    return ResourceAddress.managed(
        "azurerm_cdn_frontdoor_origin_group", ResourceAddress.id(workload.name()));
  }

  private static ResourceAddress origin(Workload workload) {
    return ResourceAddress.managed(
        "azurerm_cdn_frontdoor_origin", ResourceAddress.id(workload.name()));
  }

  /** The ids of all of a workload's origins. */
  static Expression ids(Blueprint blueprint, Workload workload) {
    Expression primary = list(origin(workload).reference().dot("id"));
    List<Expression> lists = new ArrayList<>();
    lists.add(primary);
    for (Place place : Place.all(blueprint)) {
      if (!place.isPrimary()) {
        lists.add(Domain.splat(place.of(origin(workload))));
      }
    }
    return lists.size() == 1 ? primary : call("concat", lists.toArray(new Expression[0]));
  }

  /** All origins of all workloads, which in turn wait for their groups. */
  static List<Reference> all(Blueprint blueprint) {
    List<Reference> all = new ArrayList<>();
    for (Workload workload : FrontDoor.behind(blueprint)) {
      for (Place place : Place.all(blueprint)) {
        all.add(place.of(origin(workload)).reference());
      }
    }
    return List.copyOf(all);
  }

  static void add(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    Provenance why =
        Provenance.of(
            workload.element(), "edge.entry", "workload." + workload.name() + ".exposure");
    boolean several = Place.all(blueprint).size() > 1;
    part.resource(FILE, group(workload), "", group(blueprint, workload, several), why);
    for (Place place : Place.all(blueprint)) {
      part.resource(
          FILE,
          place.of(origin(workload)),
          "",
          place.meta(),
          origin(blueprint, workload, place),
          why);
    }
  }

  private static Body.Builder group(Blueprint blueprint, Workload workload, boolean several) {
    Body.Builder group =
        Body.builder()
            .set("name", AzureNames.resource(blueprint, workload.name()))
            .set("cdn_frontdoor_profile_id", AzureAddresses.FRONT_DOOR.reference().dot("id"))
            .set(
                "session_affinity_enabled",
                bool(several && workload.has(Trait.WEBSOCKETS)),
                several && workload.has(Trait.WEBSOCKETS)
                    ? "A client that comes back stays in its region."
                    : "")
            .block(
                "load_balancing",
                Body.builder()
                    .set("sample_size", 4)
                    .set("successful_samples_required", 3)
                    .set("additional_latency_in_milliseconds", 50));
    if (several) {
      group.block(
          "health_probe",
          Body.builder()
              .set("protocol", "Https")
              .set("interval_in_seconds", 100)
              .set("request_type", "GET")
              .set("path", path(workload)),
          "A region that does not answer gets no more requests. Probes come from everywhere, so"
              + " nothing\nscales to zero here.");
    }
    return group;
  }

  private static String path(Workload workload) {
    return workload.health().readiness().or(() -> workload.health().liveness()).orElse("/");
  }

  private static Body.Builder origin(Blueprint blueprint, Workload workload, Place place) {
    Expression host = Reach.host(blueprint, workload.name(), place);
    Body.Builder origin =
        Body.builder()
            .set("name", place.word())
            .set("cdn_frontdoor_origin_group_id", group(workload).reference().dot("id"))
            .set("enabled", true)
            .set("host_name", host)
            .set("origin_host_header", host)
            .set("certificate_name_check_enabled", true)
            .set("https_port", 443)
            .set("priority", 1)
            .set("weight", 500);
    if (FrontDoor.privateLink(blueprint) && ServicePass.serves(workload)) {
      origin.block(
          "private_link",
          Body.builder()
              .set("request_message", "Front Door of " + blueprint.project().slug())
              .set("target_type", "managedEnvironments")
              .set("location", PrivateLinkRegions.near(place))
              .set("private_link_target_id", place.one(AzureAddresses.APP_ENVIRONMENT).dot("id")));
    }
    return origin;
  }
}
