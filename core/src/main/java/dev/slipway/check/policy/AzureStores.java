package dev.slipway.check.policy;

import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.azure.AzureAddresses;
import dev.slipway.stack.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What keeps data. */
final class AzureStores {

  static final String POSTGRESQL = "azurerm_postgresql_flexible_server";
  static final String MYSQL = "azurerm_mysql_flexible_server";
  static final String REDIS = "azurerm_managed_redis";
  static final String COSMOS = "azurerm_cosmosdb_account";
  static final String STORAGE = "azurerm_storage_account";

  private AzureStores() {}

  /** Database servers that are written to; replicas follow them. */
  static List<Resource> primaries(Output output) {
    return Stream.of(POSTGRESQL, MYSQL)
        .flatMap(type -> output.live(type).stream())
        .filter(s -> Output.at(s, "source_server_id").isEmpty())
        .toList();
  }

  /** What a relational datastore of the blueprint became. */
  static Stream<Resource> of(Output output, Datastore.Relational store) {
    return Stream.of(AzureAddresses.postgresql(store.name()), AzureAddresses.mysql(store.name()))
        .flatMap(a -> output.main().find(a).stream());
  }

  /** What a datastore with a private address became. */
  static Optional<Resource> of(Output output, Datastore store) {
    return switch (store) {
      case Datastore.Relational relational -> of(output, relational).findFirst();
      case Datastore.Cache cache -> output.main().find(AzureAddresses.cache(cache.name()));
      case Datastore.Document document ->
          output.main().find(AzureAddresses.document(document.name()));
      case Datastore.Bucket bucket -> output.main().find(AzureAddresses.storage(bucket.name()));
      case Datastore.Topic _, Datastore.TaskQueue _, Datastore.External _ -> Optional.empty();
    };
  }

  /** The storage accounts that are buckets of the design. */
  static List<Resource> buckets(Output output) {
    return output.blueprint().datastores(Datastore.Bucket.class).stream()
        .flatMap(b -> output.main().find(AzureAddresses.storage(b.name())).stream())
        .toList();
  }

  /** The private endpoints of a resource, one a region that reaches it. */
  static List<Resource> endpoints(Output output, Resource store) {
    return output.live("azurerm_private_endpoint").stream()
        .filter(e ->
            Output.at(e, "private_service_connection", "private_connection_resource_id")
                .filter(id -> References.in(id).to(store.address()))
                .isPresent())
        .toList();
  }

  /** The private zones in which a store is found, by name. */
  static List<String> zones(Output output, Resource store) {
    return Stream.concat(
            Output.at(store, "private_dns_zone_id").stream(),
            endpoints(output, store).stream()
                .flatMap(
                    e -> Output.at(e, "private_dns_zone_group", "private_dns_zone_ids").stream()))
        .flatMap(e -> References.in(e).names("azurerm_private_dns_zone").stream())
        .distinct()
        .toList();
  }

  /** Whether a server's parameter is set to one of the values. */
  static boolean configured(Output output, Resource server, String name, String... values) {
    return Stream.of(
            "azurerm_postgresql_flexible_server_configuration",
            "azurerm_mysql_flexible_server_configuration")
        .flatMap(type -> output.live(type).stream())
        .filter(c -> References.in(c).to(server.address()))
        .filter(c -> output.text(c, "name").filter(name::equals).isPresent())
        .anyMatch(c ->
            output
                .text(c, "value")
                .filter(v -> List.of(values).contains(v.toUpperCase(Locale.ROOT)))
                .isPresent());
  }
}
