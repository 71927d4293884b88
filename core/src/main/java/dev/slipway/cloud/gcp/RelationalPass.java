package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/** Cloud SQL: the instance, its replicas, the database in it and who may log in. */
final class RelationalPass implements Pass {

  private static final String FILE = StackFiles.DATABASE;

  @Override
  public String name() {
    return "relational";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Datastore.Relational store : blueprint.datastores(Datastore.Relational.class)) {
      part.service("sqladmin.googleapis.com");
      new RelationalInstance(blueprint, store, part).add();
      database(store, part);
      if (store.login() == Login.IDENTITY) {
        users(blueprint, store, part);
      }
      part.output(
          StackFiles.OUTPUTS,
          "database_" + ResourceAddress.id(store.name()) + "_connection_name",
          GcpAddresses.sqlInstance(store.name()).reference().dot("connection_name"),
          "What the Cloud SQL Auth Proxy takes to reach " + store.name() + ".",
          Provenance.of(store.element()));
    }
    return part.build();
  }

  private static void database(Datastore.Relational store, StackPart.Builder part) {
    Body.Builder body =
        Body.builder()
            .set("name", store.databaseName())
            .set("instance", GcpAddresses.sqlInstance(store.name()).reference().dot("name"));
    if (store.engine() == Engine.MYSQL) {
      body.set("charset", "utf8mb4").set("collation", "utf8mb4_0900_ai_ci");
    }
    body.set(
        "deletion_policy",
        Expressions.text("ABANDON"),
        "Data is never dropped from here: a database that leaves this file stays in the instance.");
    part.resource(
        FILE,
        ResourceAddress.managed("google_sql_database", ResourceAddress.id(store.name())),
        "",
        body,
        Provenance.of(store.element(), "database." + store.name() + ".engine"));
  }

  private static void users(
      Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    for (Workload workload : blueprint.workloads()) {
      List<Access> access =
          workload.connections().stream()
              .filter(c -> c.to().equals(store.element()))
              .map(Connection::access)
              .toList();
      if (!access.isEmpty()) {
        user(blueprint, store, workload, access, part);
      }
    }
  }

  private static void user(
      Blueprint blueprint,
      Datastore.Relational store,
      Workload workload,
      List<Access> access,
      StackPart.Builder part) {
    RoleChoice choice = RoleChoice.of(blueprint, store, workload, access);
    Body.Builder body =
        Body.builder()
            .set("name", userName(workload, store))
            .set("instance", GcpAddresses.sqlInstance(store.name()).reference().dot("name"))
            .set("type", "CLOUD_IAM_SERVICE_ACCOUNT")
            .set("database_roles", Expressions.texts(choice.roles()));
    if (store.engine() == Engine.POSTGRESQL) {
      body.set(
          "deletion_policy",
          Expressions.text("ABANDON"),
          "A user that owns tables cannot be deleted; the login ends with the service account.");
    }
    part.resource(
        FILE,
        ResourceAddress.managed(
            "google_sql_user", ResourceAddress.id(workload.name() + "_" + store.name())),
        choice.reason(),
        body,
        Provenance.of(store.element(), "database." + store.name() + ".login", "identity"));
  }

  private static Expression userName(Workload workload, Datastore.Relational store) {
    return store.engine() == Engine.MYSQL
        ? GcpAddresses.identity(workload.name()).reference().dot("email")
        : DatastoreAddresses.user(workload, store);
  }

  /** What an identity may do in the database, and why no less. */
  private record RoleChoice(List<String> roles, String reason) {

    static RoleChoice of(
        Blueprint blueprint, Datastore.Relational store, Workload workload, List<Access> access) {
      boolean migrates =
          workload.migration().filter(m -> m.datastore().equals(store.name())).isPresent();
      if (migrates) {
        return new RoleChoice(
            List.of("cloudsqlsuperuser"), "Owns the schema: creates tables and extensions.");
      }
      if (store.engine() == Engine.MYSQL) {
        return new RoleChoice(
            List.of("cloudsqlsuperuser"),
            "Cloud SQL for MySQL has no narrower role ready-made. Make one with CREATE ROLE and"
                + " GRANT, then name it here.");
      }
      boolean schemaOwner =
          blueprint.workloads().stream()
              .flatMap(w -> w.migration().stream())
              .anyMatch(m -> m.datastore().equals(store.name()));
      if (!schemaOwner && !access.equals(List.of(Access.READ))) {
        return new RoleChoice(
            List.of("cloudsqlsuperuser"),
            "No migration job makes the tables, so the program has to be able to.");
      }
      return access.equals(List.of(Access.READ))
          ? new RoleChoice(List.of("pg_read_all_data"), "Reads only.")
          : new RoleChoice(
              List.of("pg_read_all_data", "pg_write_all_data"),
              "Reads and writes rows, and cannot change the schema.");
    }
  }
}
