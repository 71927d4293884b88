package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Memorystore for Redis. */
final class CachePass implements Pass {

  private static final String FILE = StackFiles.CACHE;

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Cache cache : blueprint.datastores(Datastore.Cache.class)) {
      part.service("redis.googleapis.com");
      String prefix = prefix(blueprint, cache);
      variables(blueprint, cache, prefix, part);
      Meta meta = Meta.NONE.withDependsOn(List.of(GcpAddresses.SERVICE_NETWORKING.reference()));
      part.resource(
          FILE,
          GcpAddresses.cache(cache.name()),
          "",
          Encryption.after(blueprint, "redis", meta),
          instance(blueprint, cache, prefix),
          why(cache));
    }
    return part.build();
  }

  private static String prefix(Blueprint blueprint, Datastore.Cache cache) {
    return blueprint.datastores(Datastore.Cache.class).size() == 1
        ? "cache"
        : "cache_" + ResourceAddress.id(cache.name());
  }

  private static Provenance why(Datastore.Cache cache) {
    String base = "cache." + cache.name() + ".";
    return Provenance.of(cache.element(), base + "engine", base + "size", base + "encryption");
  }

  private static void variables(
      Blueprint blueprint, Datastore.Cache cache, String prefix, StackPart.Builder part) {
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, why(cache));
    inputs.number(
        prefix + "_memory_gb",
        "Memory of the cache " + cache.name() + ", in GB.",
        1,
        300,
        e -> cache.size(e.name()).memoryGib());
    inputs.choice(
        prefix + "_tier",
        "STANDARD_HA keeps a replica of the cache " + cache.name() + " in a second zone.",
        List.of("BASIC", "STANDARD_HA"),
        e -> cache.size(e.name()).highAvailability() ? "STANDARD_HA" : "BASIC");
  }

  private static Body.Builder instance(Blueprint blueprint, Datastore.Cache cache, String prefix) {
    Body.Builder body =
        Body.builder()
            .set("name", text(GcpNames.cache(blueprint, cache.name())), waivers(cache))
            .set("region", var("region"))
            .set("tier", var(prefix + "_tier"))
            .set("memory_size_gb", var(prefix + "_memory_gb"))
            .set("redis_version", version(cache.version()))
            .set("authorized_network", GcpAddresses.NETWORK.reference().dot("id"))
            .set("connect_mode", "PRIVATE_SERVICE_ACCESS");
    if (cache.login() == Login.SERVICE_KEY || cache.login() == Login.PASSWORD) {
      body.set("auth_enabled", true);
    }
    body.set(
        "transit_encryption_mode",
        cache.transitEncryption() ? "SERVER_AUTHENTICATION" : "DISABLED");
    Encryption.with(blueprint, body, "customer_managed_key");
    return body.set(
            "redis_configs",
            object(Map.of("maxmemory-policy", text("allkeys-lru"))),
            "A full cache forgets what was not used for longest; it never refuses a write.")
        .set("deletion_protection", var("deletion_protection"))
        .block("maintenance_policy", maintenance())
        .block("persistence_config", persistence(prefix));
  }

  private static String waivers(Datastore.Cache cache) {
    List<String> waivers = new ArrayList<>();
    if (!cache.transitEncryption()) {
      waivers.add(
          Checkov.skip(
              "CKV_GCP_97",
              "only this private network reaches it, on links that Google encrypts below"));
    }
    if (cache.login() == Login.NONE || cache.login() == Login.IDENTITY) {
      waivers.add(
          Checkov.skip(
              "CKV_GCP_95",
              "the clients cannot give a password; only this private network reaches it"));
    }
    return String.join("\n", waivers);
  }

  private static Body.Builder maintenance() {
    return Body.builder()
        .block(
            "weekly_maintenance_window",
            Body.builder()
                .set("day", "SUNDAY")
                .block("start_time", Body.builder().set("hours", 3).set("minutes", 0)));
  }

  private static Body.Builder persistence(String prefix) {
    var standby = equal(var(prefix + "_tier"), text("STANDARD_HA"));
    return Body.builder()
        .set("persistence_mode", when(standby, text("RDB"), text("DISABLED")))
        .set("rdb_snapshot_period", when(standby, text("TWELVE_HOURS"), new Expression.Null()));
  }

  /** Memorystore offers a few versions only: the newest of the major one that is asked for. */
  private static String version(String asked) {
    if (asked.startsWith("6")) {
      return "REDIS_6_X";
    }
    return asked.equals("7.0") ? "REDIS_7_0" : "REDIS_7_2";
  }
}
