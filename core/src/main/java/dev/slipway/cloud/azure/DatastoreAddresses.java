package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Setting.Property;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import java.util.Optional;

/** Where datastores are reached, as a workload sees it. */
public final class DatastoreAddresses {

  /** The login that servers are created with; Azure refuses names such as {@code admin}. */
  public static final String ADMINISTRATOR = "dbadmin";

  private DatastoreAddresses() {}

  /**
   * A connection string.
   *
   * @param password absent where the workload's identity logs in
   */
  static Expression url(
      Workload workload, Datastore store, String scheme, Optional<Expression> password) {
    return switch (store) {
      case Datastore.Relational relational -> relationalUrl(workload, relational, scheme, password);
      case Datastore.Cache cache -> cacheUrl(cache, scheme, password);
      case Datastore.Bucket bucket ->
          template(
              AzureAddresses.storage(bucket.name()).reference().dot("primary_blob_endpoint"),
              AzureAddresses.container(bucket.name()).reference().dot("name"));
      case Datastore.Document document ->
          AzureAddresses.document(document.name()).reference().dot("endpoint");
      case Datastore.Topic _, Datastore.TaskQueue _ -> template("sb://", namespaceHost());
      case Datastore.External _ ->
          throw new IllegalArgumentException("the address of " + store.name() + " is a secret");
    };
  }

  private static Expression relationalUrl(
      Workload workload, Datastore.Relational store, String scheme, Optional<Expression> password) {
    Expression user = user(workload, store);
    Expression login = password.<Expression>map(secret -> template(user, ":", secret)).orElse(user);
    Reference host = server(store).reference().dot("fqdn");
    if (store.engine() == Engine.MYSQL && isGo(workload)) {
      // Go's driver takes no URL, and golang-migrate the driver's own form behind a scheme.
      return template(
          usesTool(workload, MigrationTool.GOLANG_MIGRATE) ? scheme + "://" : "",
          login,
          "@tcp(",
          host,
          ":",
          port(workload, store),
          ")/" + store.databaseName() + "?parseTime=true&tls=true");
    }
    return template(
        scheme + "://",
        login,
        "@",
        host,
        ":",
        port(workload, store),
        "/" + store.databaseName() + encrypted(workload, store, scheme));
  }

  /** The servers refuse plain connections, and each driver asks for TLS in its own way. */
  private static String encrypted(Workload workload, Datastore.Relational store, String scheme) {
    if (store.engine() == Engine.MYSQL) {
      return switch (workload.source().language()) {
        case PYTHON ->
            scheme.contains("mysqlconnector") ? "" : "?ssl_ca=/etc/ssl/certs/ca-certificates.crt";
        case NODE -> "?ssl=%7B%22rejectUnauthorized%22%3Atrue%7D";
        case GO -> "?tls=true";
      };
    }
    if (scheme.endsWith("+pg8000")) {
      return "";
    }
    return scheme.endsWith("+asyncpg") ? "?ssl=require" : "?sslmode=require";
  }

  /** Which of the forms that drivers ask for TLS in a workload takes. */
  static String dialect(Workload workload) {
    if (isGo(workload)) {
      return usesTool(workload, MigrationTool.GOLANG_MIGRATE) ? "go-migrate" : "go";
    }
    return workload.source().language() == Language.NODE ? "node" : "python";
  }

  private static boolean isGo(Workload workload) {
    return workload.source().language() == Language.GO
        || usesTool(workload, MigrationTool.GOLANG_MIGRATE)
        || usesTool(workload, MigrationTool.GOOSE);
  }

  private static boolean usesTool(Workload workload, MigrationTool tool) {
    return workload.migration().filter(m -> m.tool() == tool).isPresent();
  }

  private static Expression cacheUrl(
      Datastore.Cache cache, String scheme, Optional<Expression> password) {
    Reference instance = AzureAddresses.cache(cache.name()).reference();
    String secure = scheme.equals("redis") ? "rediss" : scheme;
    Expression host = template(instance.dot("hostname"), ":", cachePort(cache), "/0");
    return password
        .<Expression>map(key -> template(secure + "://:", call("urlencode", key), "@", host))
        .orElseGet(() -> template(secure + "://", host));
  }

  private static Expression cachePort(Datastore.Cache cache) {
    return AzureAddresses.cache(cache.name())
        .reference()
        .dot("default_database")
        .at(number(0))
        .dot("port");
  }

  /** One property of a datastore. */
  static Expression property(Workload workload, Datastore store, Property property) {
    return switch (property) {
      case HOST -> host(store);
      case PORT -> portOf(workload, store);
      case NAME -> name(store);
      case USER -> store instanceof Datastore.Relational r ? user(workload, r) : text("default");
      case PASSWORD -> text(Setting.NO_PASSWORD);
      case SUBSCRIPTION -> subscription(workload, store);
    };
  }

  private static Expression host(Datastore store) {
    return switch (store) {
      case Datastore.Relational r -> server(r).reference().dot("fqdn");
      case Datastore.Cache c -> AzureAddresses.cache(c.name()).reference().dot("hostname");
      case Datastore.Bucket b ->
          AzureAddresses.storage(b.name()).reference().dot("primary_blob_host");
      case Datastore.Document d -> AzureAddresses.document(d.name()).reference().dot("endpoint");
      case Datastore.Topic _, Datastore.TaskQueue _ -> namespaceHost();
      case Datastore.External _ -> text("");
    };
  }

  /** Of Service Bus, as its clients take it. */
  static Expression namespaceHost() {
    return template(AzureAddresses.NAMESPACE.reference().dot("name"), ".servicebus.windows.net");
  }

  private static Expression portOf(Workload workload, Datastore store) {
    return switch (store) {
      case Datastore.Relational r -> port(workload, r);
      case Datastore.Cache cache -> call("tostring", cachePort(cache));
      case Datastore.Bucket _, Datastore.Document _, Datastore.External _ -> text("443");
      case Datastore.Topic _, Datastore.TaskQueue _ -> text("5671");
    };
  }

  private static Expression name(Datastore store) {
    return switch (store) {
      case Datastore.Relational r -> text(r.databaseName());
      case Datastore.Cache _ -> text("0");
      case Datastore.Bucket b -> AzureAddresses.container(b.name()).reference().dot("name");
      case Datastore.Document d ->
          AzureAddresses.documentDatabase(d.name()).reference().dot("name");
      case Datastore.Topic t -> AzureAddresses.topic(t.name()).reference().dot("name");
      case Datastore.TaskQueue q -> AzureAddresses.taskQueue(q.name()).reference().dot("name");
      case Datastore.External e -> text(e.name());
    };
  }

  private static Expression subscription(Workload workload, Datastore store) {
    if (store instanceof Datastore.Topic topic) {
      for (Datastore.Subscription subscription : topic.subscriptions()) {
        if (subscription.workload().equals(workload.name())) {
          return AzureAddresses.subscription(subscription.name()).reference().dot("name");
        }
      }
    }
    return text("");
  }

  /**
   * The database user of a workload: its identity's name, under which a person makes it a role, or
   * the server's own login.
   */
  static Expression user(Workload workload, Datastore.Relational store) {
    return DatastoreLogins.login(store) == Login.IDENTITY
        ? AzureAddresses.identity(workload.name()).reference().dot("name")
        : server(store).reference().dot("administrator_login");
  }

  static ResourceAddress server(Datastore.Relational store) {
    return store.engine() == Engine.MYSQL
        ? AzureAddresses.mysql(store.name())
        : AzureAddresses.postgresql(store.name());
  }

  private static Expression port(Workload workload, Datastore.Relational store) {
    return store.engine() == Engine.MYSQL ? text("3306") : ConnectionPooler.port(workload, store);
  }
}
