package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/**
 * PgBouncer, which the server brings along: for programs that open more connections than its size
 * takes. Burstable servers have none.
 */
final class ConnectionPooler {

  private static final String DIRECT_PORT = "5432";
  private static final String POOLED_PORT = "6432";

  private ConnectionPooler() {}

  /** Whether some environment needs it. */
  static boolean wanted(Datastore.Relational store) {
    return store.engine() != Engine.MYSQL
        && store.sizes().stream().anyMatch(ConnectionPooler::wanted);
  }

  private static boolean wanted(Datastore.RelationalSize size) {
    return size.plannedConnections() > size.maxConnections()
        && !RelationalVariables.sku(size.tier()).startsWith("B_");
  }

  private static Reference present(Datastore.Relational store) {
    return var(ResourceAddress.id(store.name()) + "_pooler");
  }

  /**
   * Whether a workload goes past it: a migration takes locks for a session, which a pooled
   * connection does not have.
   */
  static boolean direct(Workload workload, Datastore store) {
    return store instanceof Datastore.Relational relational
        && wanted(relational)
        && workload.migration().filter(m -> m.datastore().equals(store.name())).isPresent();
  }

  /** The port at which a workload reaches a PostgreSQL server. */
  static Expression port(Workload workload, Datastore.Relational store) {
    return wanted(store) && !direct(workload, store)
        ? when(present(store), text(POOLED_PORT), text(DIRECT_PORT))
        : text(DIRECT_PORT);
  }

  static void add(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    if (!wanted(store)) {
      return;
    }
    new EnvironmentInputs(blueprint, part, RelationalVariables.why(store, "connections"))
        .flag(
            ResourceAddress.id(store.name()) + "_pooler",
            "Whether PgBouncer shares the connections of "
                + store.name()
                + " out, because programs open more than its size takes.",
            e -> wanted(store.size(e.name())));
    for (ServerParameters.Parameter parameter :
        List.of(
            new ServerParameters.Parameter("pgbouncer.enabled", "true", ""),
            new ServerParameters.Parameter(
                "pgbouncer.max_prepared_statements",
                "200",
                "Drivers that prepare statements would fail without it."))) {
      part.resource(
          StackFiles.DATABASE,
          ResourceAddress.managed(
              "azurerm_postgresql_flexible_server_configuration",
              ResourceAddress.id(store.name() + "_" + parameter.name())),
          parameter.comment(),
          Meta.NONE.withCount(when(present(store), number(1), number(0))),
          Body.builder()
              .set("name", parameter.name())
              .set("server_id", AzureAddresses.postgresql(store.name()).reference().dot("id"))
              .set("value", parameter.value()),
          RelationalVariables.why(store, "connections"));
    }
  }
}
