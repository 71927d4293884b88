package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/** Flexible servers of Azure Database for PostgreSQL and MySQL, and how they are logged in to. */
final class RelationalPass implements Pass {

  @Override
  public String name() {
    return "relational";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Relational store : blueprint.datastores(Datastore.Relational.class)) {
      DatabaseNetwork.add(blueprint, part, engine(store));
      if (engine(store) == Engine.MYSQL) {
        new MysqlServer(blueprint, store, part).add();
      } else {
        new PostgresqlServer(blueprint, store, part).add();
      }
      if (DatastoreLogins.login(store) != Login.IDENTITY) {
        LoginSecrets.add(part, store, DatastoreLogins.of(blueprint, store));
      }
      part.output(
          StackFiles.OUTPUTS,
          "database_" + ResourceAddress.id(store.name()) + "_host",
          DatastoreAddresses.server(store).reference().dot("fqdn"),
          "Where " + store.name() + " is reached, from inside the network only.",
          RelationalVariables.why(store, "engine"));
      replicas(store, part);
    }
    return part.build();
  }

  /** Where reads can go that may lag behind; which reads those are, only the program knows. */
  private static void replicas(Datastore.Relational store, StackPart.Builder part) {
    ResourceAddress replica =
        engine(store) == Engine.MYSQL
            ? AzureAddresses.mysqlReplica(store.name())
            : AzureAddresses.postgresqlReplica(store.name());
    if (part.build().resources().stream().noneMatch(r -> r.address().equals(replica))) {
      return;
    }
    part.output(
        StackFiles.OUTPUTS,
        "database_" + ResourceAddress.id(store.name()) + "_replica_hosts",
        new Expression.Reference(
            replica.type(),
            List.of(
                new Expression.Reference.Attribute(replica.name()),
                new Expression.Reference.Splat(),
                new Expression.Reference.Attribute("fqdn"))),
        "Where copies of " + store.name() + " answer reads.",
        RelationalVariables.why(store, "replica"));
  }

  private static Engine engine(Datastore.Relational store) {
    return store.engine() == Engine.MYSQL ? Engine.MYSQL : Engine.POSTGRESQL;
  }
}
