package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.texts;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;

/** RDS Proxy, for a database that takes fewer connections than its clients may open. */
final class DatabaseProxy {

  private static final String FILE = StackFiles.DATABASE;

  private final Blueprint blueprint;
  private final Datastore.Relational store;
  private final StackPart.Builder part;
  private final Provenance why;

  DatabaseProxy(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    this.blueprint = blueprint;
    this.store = store;
    this.part = part;
    this.why =
        Provenance.of(
            store.element(),
            "database." + store.name() + ".connections",
            "database." + store.name() + ".tier");
  }

  /** Whether some environment's clients may open more connections than its database takes. */
  static boolean wanted(Datastore.Relational store) {
    return store.sizes().stream().anyMatch(DatabaseProxy::wanted);
  }

  private static boolean wanted(Datastore.RelationalSize size) {
    return size.plannedConnections() > size.maxConnections();
  }

  /** Whether this environment has one. */
  static Reference present(Blueprint blueprint, Datastore.Relational store) {
    return var(Databases.prefix(blueprint, store) + "_proxy");
  }

  /** Its host name; there has to be one. */
  static Expression endpoint(Datastore.Relational store) {
    return AwsAddresses.databaseProxy(store.name()).reference().at(number(0)).dot("endpoint");
  }

  void add() {
    new EnvironmentInputs(blueprint, part, why)
        .flag(
            Databases.prefix(blueprint, store) + "_proxy",
            "Whether clients of " + store.name() + " share connections through RDS Proxy.",
            e -> wanted(store.size(e.name())));
    role();
    group();
    proxy();
    target();
  }

  private Meta meta() {
    return Meta.NONE.withCount(when(present(blueprint, store), number(1), number(0)));
  }

  private ResourceAddress named(String type) {
    return ResourceAddress.managed(type, ResourceAddress.id(store.name()) + "_proxy");
  }

  private Reference one(ResourceAddress address) {
    return address.reference().at(number(0));
  }

  private void role() {
    ResourceAddress trust =
        ResourceAddress.data("aws_iam_policy_document", named("").name() + "_trust");
    Policies.trust(part, FILE, trust, "rds.amazonaws.com", why);
    part.resource(
        FILE,
        named("aws_iam_role"),
        "",
        meta(),
        Body.builder()
            .set("name", AwsNames.role(blueprint, store.name() + "-proxy"))
            .set("assume_role_policy", trust.reference().dot("json")),
        why);
    ResourceAddress policy = ResourceAddress.data("aws_iam_policy_document", named("").name());
    Body.Builder document = Body.builder();
    rights().forEach(right -> document.add(right.block()));
    part.resource(FILE, policy, "", document, why);
    part.resource(
        FILE,
        named("aws_iam_role_policy"),
        "",
        meta(),
        Body.builder()
            .set("name", "login")
            .set("role", one(named("aws_iam_role")).dot("id"))
            .set("policy", policy.reference().dot("json")),
        why);
  }

  private List<PolicyStatement> rights() {
    List<PolicyStatement> rights = new ArrayList<>();
    rights.add(
        PolicyStatement.of(
            "ReadLogin",
            List.of("secretsmanager:GetSecretValue"),
            List.of(AwsAddresses.login(store.name()).reference().dot("arn")),
            why));
    if (Requirement.customerManagedKeys(blueprint)) {
      rights.add(
          PolicyStatement.of(
              "DecryptLogin", List.of("kms:Decrypt"), List.of(Encryption.key()), why));
    }
    return rights;
  }

  /** The proxy has the database's own group, which therefore lets its own members in. */
  private void group() {
    Reference group = AwsAddresses.datastoreGroup(store.name()).reference().dot("id");
    for (String direction : List.of("ingress", "egress")) {
      part.resource(
          FILE,
          named("aws_vpc_security_group_" + direction + "_rule"),
          direction.equals("ingress") ? "The proxy has the group of its database." : "",
          meta(),
          Body.builder()
              .set("security_group_id", group)
              .set(
                  "description",
                  direction.equals("ingress") ? "From the proxy." : "To the database.")
              .set("referenced_security_group_id", group)
              .set("ip_protocol", "tcp")
              .set("from_port", DatastoreAddresses.port(store))
              .set("to_port", DatastoreAddresses.port(store)),
          why);
    }
  }

  private void proxy() {
    part.resource(
        FILE,
        AwsAddresses.databaseProxy(store.name()),
        "Clients may open more connections than the database takes: here they share them. A session"
            + " that keeps state, a prepared statement for one, holds its connection until it ends,"
            + " so drivers' caches of prepared statements are best switched off.",
        meta(),
        Body.builder()
            .set("name", AwsNames.resource(blueprint, store.name()))
            .set("engine_family", store.engine() == Engine.MYSQL ? "MYSQL" : "POSTGRESQL")
            .set("role_arn", one(named("aws_iam_role")).dot("arn"))
            .set("vpc_subnet_ids", Subnets.isolatedIds(Place.PRIMARY))
            .set(
                "vpc_security_group_ids",
                list(AwsAddresses.datastoreGroup(store.name()).reference().dot("id")))
            .set("require_tls", true)
            .set("idle_client_timeout", 1800)
            .block(
                "auth",
                Body.builder()
                    .set("auth_scheme", "SECRETS")
                    .set("iam_auth", "DISABLED")
                    .set("secret_arn", AwsAddresses.login(store.name()).reference().dot("arn"))),
        why);
  }

  private void target() {
    Body.Builder pool =
        Body.builder()
            .set(
                "max_connections_percent",
                number(90),
                "The rest is left to migrations and to people.")
            .set("max_idle_connections_percent", number(50))
            .set("connection_borrow_timeout", number(30));
    if (store.engine() == Engine.MYSQL) {
      pool.set("session_pinning_filters", texts(List.of("EXCLUDE_VARIABLE_SETS")));
    }
    part.resource(
        FILE,
        named("aws_db_proxy_default_target_group"),
        "",
        meta(),
        Body.builder()
            .set("db_proxy_name", one(AwsAddresses.databaseProxy(store.name())).dot("name"))
            .block("connection_pool_config", pool),
        why);
    Body.Builder target =
        Body.builder()
            .set("db_proxy_name", one(AwsAddresses.databaseProxy(store.name())).dot("name"))
            .set("target_group_name", one(named("aws_db_proxy_default_target_group")).dot("name"));
    if (Aurora.serves(store)) {
      target.set(
          "db_cluster_identifier",
          AwsAddresses.databaseCluster(store.name()).reference().dot("id"));
    } else {
      target.set(
          "db_instance_identifier",
          AwsAddresses.database(store.name()).reference().dot("identifier"));
    }
    part.resource(FILE, named("aws_db_proxy_target"), "", meta(), target, why);
  }
}
