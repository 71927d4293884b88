package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.facts.Tiers;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Azure Managed Redis, and what its clients log in with. */
final class CachePass implements Pass {

  private static final String FILE = StackFiles.CACHE;
  private static final String SERVICE = "Azure Managed Redis";

  /** The most memory in GiB at which a database need not be cut into shards. */
  private static final BigDecimal UNSHARDED = BigDecimal.valueOf(25);

  @Override
  public String name() {
    return "caches";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Cache cache : blueprint.datastores(Datastore.Cache.class)) {
      Provenance why = Provenance.of(cache.element(), "cache." + cache.name());
      String prefix = prefix(blueprint, cache);
      variables(blueprint, cache, prefix, part, why);
      part.resource(
          FILE,
          AzureAddresses.cache(cache.name()),
          "",
          CustomerKeys.after(blueprint),
          instance(blueprint, cache, prefix),
          why);
      PrivateEndpoints.add(
          blueprint,
          part,
          FILE,
          PrivateEndpoints.Service.REDIS,
          cache.name(),
          AzureAddresses.cache(cache.name()).reference().dot("id"),
          why);
      if (cache.login() == Login.IDENTITY) {
        identities(blueprint, cache, part, why);
      } else {
        secrets(blueprint, cache, part, why);
      }
    }
    return part.build();
  }

  private static String prefix(Blueprint blueprint, Datastore.Cache cache) {
    return blueprint.datastores(Datastore.Cache.class).size() == 1
        ? "cache"
        : "cache_" + ResourceAddress.id(cache.name());
  }

  private static void variables(
      Blueprint blueprint,
      Datastore.Cache cache,
      String prefix,
      StackPart.Builder part,
      Provenance why) {
    EnvironmentInputs inputs = new EnvironmentInputs(blueprint, part, why);
    inputs.matching(
        prefix + "_sku",
        "Size of the cache " + cache.name() + ".",
        "^(Balanced_B|MemoryOptimized_M|ComputeOptimized_X)[0-9]+$",
        "Give a size such as Balanced_B1.",
        e -> sku(cache.size(e.name()).memoryGib()));
    inputs.flag(
        prefix + "_standby",
        "Whether a second node takes over when the first one fails; it costs as much again.",
        e -> cache.size(e.name()).highAvailability());
  }

  /** The smallest balanced size with that much memory. */
  static String sku(int memoryGib) {
    BigDecimal wanted = BigDecimal.valueOf(memoryGib);
    return Tiers.of(Cloud.AZURE, SERVICE).stream()
        .filter(t -> t.name().startsWith("Balanced "))
        .filter(t -> t.memoryGib().filter(m -> m.compareTo(wanted) >= 0).isPresent())
        .min(Comparator.comparing(t -> t.memoryGib().orElseThrow()))
        .map(t -> t.name().replace(' ', '_'))
        .orElse("Balanced_B1000");
  }

  private static Body.Builder instance(Blueprint blueprint, Datastore.Cache cache, String prefix) {
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.world(blueprint, cache.name(), 60))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("sku_name", var(prefix + "_sku"))
            .set("high_availability_enabled", var(prefix + "_standby"))
            .set("public_network_access", text("Disabled"))
            .set("tags", local("tags"));
    CustomerKeys.identity(blueprint, body);
    CustomerKeys.cache(blueprint, body);
    Body.Builder database = Body.builder();
    if (cache.login() == Login.IDENTITY) {
      database.set("access_keys_authentication_enabled", false);
    } else {
      database.set(
          "access_keys_authentication_enabled",
          bool(true),
          "The clients log in with a key. The cache makes it itself, and the provider reads it into"
              + " the state: whoever reads the state reads the cache.");
    }
    database
        .set("client_protocol", "Encrypted")
        .set(
            "clustering_policy",
            text(sharded(cache) ? "EnterpriseCluster" : "NoCluster"),
            "Any client can use it; the default wants clients that know of clusters.")
        .set(
            "eviction_policy",
            text("AllKeysLRU"),
            "A full cache forgets what was not used for longest; it never refuses a write.")
        .set(
            "persistence_redis_database_backup_frequency",
            when(var(prefix + "_standby"), text("12h"), new Expression.Null()));
    return body.block("default_database", database);
  }

  private static boolean sharded(Datastore.Cache cache) {
    return cache.sizes().stream()
        .anyMatch(s -> BigDecimal.valueOf(s.memoryGib()).compareTo(UNSHARDED) > 0);
  }

  private static void identities(
      Blueprint blueprint, Datastore.Cache cache, StackPart.Builder part, Provenance why) {
    for (Workload workload : blueprint.workloads()) {
      if (workload.connections().stream().anyMatch(c -> c.to().equals(cache.element()))) {
        part.resource(
            StackFiles.IDENTITY,
            ResourceAddress.managed(
                "azurerm_managed_redis_access_policy_assignment",
                ResourceAddress.id(workload.name() + "_" + cache.name())),
            "",
            Body.builder()
                .set("managed_redis_id", AzureAddresses.cache(cache.name()).reference().dot("id"))
                .set(
                    "object_id",
                    AzureAddresses.identity(workload.name()).reference().dot("principal_id")),
            why);
      }
    }
  }

  private static void secrets(
      Blueprint blueprint, Datastore.Cache cache, StackPart.Builder part, Provenance why) {
    List<DatastoreLogins.UrlSecret> urls = DatastoreLogins.of(blueprint, cache);
    if (urls.isEmpty()) {
      return;
    }
    String version = ResourceAddress.id(cache.name()) + "_key_version";
    part.local(FILE, version, number(1), "Raise it after the cache's key has been renewed.", why);
    Reference key =
        AzureAddresses.cache(cache.name())
            .reference()
            .dot("default_database")
            .at(number(0))
            .dot("primary_access_key");
    for (DatastoreLogins.UrlSecret url : urls) {
      LoginSecrets.secret(
          part,
          url.address(),
          url.name(),
          DatastoreAddresses.url(url.sample(), cache, url.scheme(), Optional.of(key)),
          local(version),
          why);
    }
  }
}
