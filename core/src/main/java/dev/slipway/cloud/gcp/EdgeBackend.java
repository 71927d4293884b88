package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.List;
import java.util.Optional;

/**
 * One workload behind the load balancer: an endpoint group in each region, and the service over
 * them.
 */
final class EdgeBackend {

  private static final String FILE = StackFiles.EDGE;

  private EdgeBackend() {}

  static void add(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    Provenance why =
        Provenance.of(
            workload.element(), "edge.entry", "workload." + workload.name() + ".exposure");
    ResourceAddress group = group(workload);
    part.resource(
        FILE,
        group,
        "",
        groupMeta(blueprint)
            .withLifecycle(Body.builder().set("create_before_destroy", true).build()),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, workload.name()))
            .set("region", Placement.region(blueprint))
            .set("network_endpoint_type", "SERVERLESS")
            .block("cloud_run", Body.builder().set("service", serviceName(blueprint, workload))),
        why);
    part.resource(
        FILE,
        GcpAddresses.backend(workload.name()),
        "",
        Front.meta(blueprint)
            .withLifecycle(Body.builder().set("create_before_destroy", true).build()),
        service(blueprint, workload, group),
        why);
  }

  private static ResourceAddress group(Workload workload) {
    return ResourceAddress.managed(
        "google_compute_region_network_endpoint_group", ResourceAddress.id(workload.name()));
  }

  /** Repeats over the regions, unless there is no load balancer here. */
  private static Meta groupMeta(Blueprint blueprint) {
    if (!Placement.multiRegional(blueprint)) {
      return Front.meta(blueprint);
    }
    Expression regions = call("toset", var("regions"));
    return Meta.NONE.withForEach(
        Front.optional(blueprint)
            ? when(Front.present(), regions, call("toset", new Expression.ListOf(List.of())))
            : regions);
  }

  private static Expression serviceName(Blueprint blueprint, Workload workload) {
    ResourceAddress address =
        workload.kind() == WorkloadKind.FUNCTION
            ? GcpAddresses.function(workload.name())
            : GcpAddresses.service(workload.name());
    return Placement.beside(blueprint, address).dot("name");
  }

  private static Body.Builder service(
      Blueprint blueprint, Workload workload, ResourceAddress group) {
    Body.Builder body =
        Body.builder()
            .set("name", GcpNames.resource(blueprint, workload.name()))
            .set("load_balancing_scheme", "EXTERNAL_MANAGED")
            .set("protocol", "HTTPS")
            .set(
                "custom_response_headers",
                texts(List.of("Strict-Transport-Security: max-age=31536000")),
                "A browser that has been here once never asks by plain HTTP again.");
    if (SecurityPolicyPass.wanted(blueprint)) {
      body.set("security_policy", Front.one(blueprint, GcpAddresses.SECURITY_POLICY).dot("id"));
    }
    if (cached(blueprint, workload)) {
      body.set("enable_cdn", true).set("compression_mode", "AUTOMATIC");
    }
    if (Placement.multiRegional(blueprint)) {
      body.add(perRegion(group));
    } else {
      body.block("backend", Body.builder().set("group", Front.one(blueprint, group).dot("id")));
    }
    if (cached(blueprint, workload)) {
      cdn(workload, body);
    }
    return body.block("log_config", Body.builder().set("enable", true).set("sample_rate", 1));
  }

  private static Body.Block perRegion(ResourceAddress group) {
    Body content =
        Body.builder()
            .set("for_each", group.reference())
            .block("content", Body.builder().set("group", ref("backend.value").dot("id")))
            .build();
    return new Body.Block("dynamic", List.of("backend"), content, "", Optional.empty());
  }

  /**
   * Streams are not for a cache; everything else is cached only as far as its own headers allow.
   */
  private static boolean cached(Blueprint blueprint, Workload workload) {
    return blueprint.edge().cdn()
        && !workload.has(Trait.STREAMING)
        && !workload.has(Trait.WEBSOCKETS)
        && !workload.has(Trait.GRPC);
  }

  private static void cdn(Workload workload, Body.Builder body) {
    boolean files = workload.kind() == WorkloadKind.STATIC_SITE;
    Body.Builder policy = Body.builder();
    if (files) {
      policy
          .set("cache_mode", "CACHE_ALL_STATIC")
          .set("default_ttl", 3600)
          .set("client_ttl", 3600)
          .set("max_ttl", 86_400);
    } else {
      policy.set(
          "cache_mode",
          text("USE_ORIGIN_HEADERS"),
          "Only answers that say themselves that they may be cached.");
    }
    body.block(
        "cdn_policy",
        policy
            .set("negative_caching", false)
            .set("serve_while_stale", 86_400)
            .block(
                "cache_key_policy",
                Body.builder()
                    .set("include_host", true)
                    .set("include_protocol", true)
                    .set("include_query_string", true)));
  }
}
