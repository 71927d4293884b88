package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Binary;
import dev.slipway.stack.Expression.Operator;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;

/** ElastiCache for Valkey: a primary and its replicas, its parameters, logs and users. */
final class CachePass implements Pass {

  private static final String FILE = StackFiles.CACHE;
  private static final ResourceAddress SUBNETS =
      ResourceAddress.managed("aws_elasticache_subnet_group", "main");

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Cache cache : blueprint.datastores(Datastore.Cache.class)) {
      variables(blueprint, cache, part);
      Place.of(blueprint).forEach(place -> cache(blueprint, place, cache, part));
    }
    return part.build();
  }

  /** Each region has one of its own: a cache is quick because it is near. */
  private static void cache(
      Blueprint blueprint, Place place, Datastore.Cache cache, StackPart.Builder part) {
    part.resource(
        FILE,
        place.at(SUBNETS),
        "",
        place.meta(),
        Body.builder()
            .set("name", AwsNames.resource(blueprint, "main"))
            .set("subnet_ids", Subnets.isolatedIds(place)),
        why(cache));
    DatastoreGroups.add(blueprint, place, cache, FILE, part, why(cache));
    parameters(blueprint, place, cache, part);
    log(blueprint, place, cache, part);
    part.resource(
        FILE,
        place.at(AwsAddresses.cache(cache.name())),
        "",
        place.meta(),
        group(blueprint, place, cache),
        why(cache));
    if (Caches.authenticated(cache)) {
      new LoginSecret(blueprint, place, cache).add(part);
      new CacheUsers(blueprint, place, cache, part).add();
    }
  }

  static Provenance why(Datastore.Cache cache) {
    String base = "cache." + cache.name() + ".";
    return Provenance.of(cache.element(), base + "engine", base + "size", base + "encryption");
  }

  private static String prefix(Blueprint blueprint, Datastore.Cache cache) {
    return blueprint.datastores(Datastore.Cache.class).size() == 1
        ? "cache"
        : "cache_" + ResourceAddress.id(cache.name());
  }

  private static void variables(
      Blueprint blueprint, Datastore.Cache cache, StackPart.Builder part) {
    String prefix = prefix(blueprint, cache);
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, why(cache));
    inputs.matching(
        prefix + "_node_type",
        "Node type of the cache " + cache.name() + ".",
        "^cache\\.[a-z0-9]+\\.[a-z0-9]+$",
        "Give a node type such as cache.t4g.small.",
        e -> Caches.nodeType(cache.size(e.name()).memoryGib()));
    inputs.number(
        prefix + "_replicas",
        "Replicas of the cache " + cache.name() + " in other zones; one of them takes over.",
        0,
        5,
        e -> cache.size(e.name()).highAvailability() ? 1 : 0);
  }

  private static ResourceAddress parameters(Datastore.Cache cache) {
    return ResourceAddress.managed(
        "aws_elasticache_parameter_group", ResourceAddress.id(cache.name()));
  }

  private static void parameters(
      Blueprint blueprint, Place place, Datastore.Cache cache, StackPart.Builder part) {
    String family = Caches.family(cache);
    part.resource(
        FILE,
        place.at(parameters(cache)),
        "",
        place.meta(),
        Body.builder()
            .set("name", AwsNames.resource(blueprint, cache.name() + "-" + family))
            .set("family", family)
            .block(
                "parameter",
                Body.builder().set("name", "maxmemory-policy").set("value", "allkeys-lru"),
                "A full cache forgets what was not used for longest; it never refuses a write."),
        why(cache));
  }

  private static ResourceAddress log(Datastore.Cache cache) {
    return ResourceAddress.managed(
        "aws_cloudwatch_log_group", ResourceAddress.id(cache.name()) + "_store");
  }

  private static void log(
      Blueprint blueprint, Place place, Datastore.Cache cache, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("name", "/aws/elasticache/" + AwsNames.cache(blueprint, cache.name()))
            .set(
                "retention_in_days",
                LogRetention.days(blueprint.observability().logRetentionDays()),
                LogRetention.waivers(blueprint));
    Encryption.with(blueprint, place, body, "kms_key_id");
    part.resource(
        FILE,
        place.at(log(cache)),
        "",
        place.meta(),
        body,
        Provenance.of(cache.element(), "observability.logs"));
  }

  private static Body.Builder group(Blueprint blueprint, Place place, Datastore.Cache cache) {
    String prefix = prefix(blueprint, cache);
    Expression replicated = new Binary(Operator.GREATER, var(prefix + "_replicas"), number(0));
    Body.Builder body =
        Body.builder()
            .set(
                "replication_group_id",
                text(AwsNames.cache(blueprint, cache.name())),
                waivers(blueprint, cache))
            .set("description", "Cache " + cache.name() + ".")
            .set(
                "engine",
                text("valkey"),
                "What Redis became: the same protocol, at four fifths of the price.")
            .set("engine_version", Caches.version(cache))
            .set("node_type", var(prefix + "_node_type"))
            .set(
                "num_cache_clusters",
                new Binary(Operator.PLUS, number(1), var(prefix + "_replicas")))
            .set("automatic_failover_enabled", replicated)
            .set("multi_az_enabled", replicated)
            .set("port", Caches.PORT)
            .set("parameter_group_name", place.ref(parameters(cache)).dot("name"))
            .set("subnet_group_name", place.ref(SUBNETS).dot("name"))
            .set(
                "security_group_ids",
                list(place.ref(AwsAddresses.datastoreGroup(cache.name())).dot("id")))
            .set("at_rest_encryption_enabled", true);
    Encryption.with(blueprint, place, body, "kms_key_id");
    transit(body, place, cache);
    return body.set(
            "snapshot_retention_limit",
            when(replicated, number(1), number(0)),
            "A cache can be filled again; the copy of last night spares it a cold start.")
        .set("snapshot_window", "03:00-04:00")
        .set("maintenance_window", "sun:04:30-sun:05:30")
        .set("auto_minor_version_upgrade", true)
        .block(
            "log_delivery_configuration",
            Body.builder()
                .set("destination", place.ref(log(cache)).dot("name"))
                .set("destination_type", "cloudwatch-logs")
                .set("log_format", "json")
                .set("log_type", "slow-log"));
  }

  private static void transit(Body.Builder body, Place place, Datastore.Cache cache) {
    body.set("transit_encryption_enabled", true);
    if (Caches.authenticated(cache) || cache.transitEncryption()) {
      body.set(
          "transit_encryption_mode",
          text("required"),
          "Its certificates are publicly trusted, so that TLS asks nothing of the clients.");
    } else {
      body.set(
          "transit_encryption_mode",
          text("preferred"),
          "Clients that only know plain connections are let in; nothing asks for more.");
    }
    if (Caches.authenticated(cache)) {
      body.set("user_group_ids", list(place.ref(CacheUsers.group(cache)).dot("user_group_id")));
    }
  }

  private static String waivers(Blueprint blueprint, Datastore.Cache cache) {
    List<String> waivers = new ArrayList<>();
    if (!Caches.authenticated(cache)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_31",
              "the clients cannot give a password; only their security groups reach it"));
    }
    if (!Requirement.customerManagedKeys(blueprint)) {
      waivers.add(
          Checkov.skip(
              "CKV_AWS_191",
              "the account's own key encrypts it; nothing asks for keys held by the company"));
    }
    waivers.add(
        Checkov.skip(
            "CKV2_AWS_50", "a replica is set per environment, where a target asks for it"));
    return String.join("\n", waivers);
  }
}
