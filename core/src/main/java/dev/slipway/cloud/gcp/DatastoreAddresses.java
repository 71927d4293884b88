package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Datastore.Login;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Setting.Property;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.MigrationTool;
import java.util.ArrayList;
import java.util.List;

/** Where datastores are reached, as a workload sees it. */
final class DatastoreAddresses {

  private static final String PROXY = "127.0.0.1";

  private DatastoreAddresses() {}

  /** A connection string without secrets in it. */
  static Expression url(Blueprint blueprint, Workload workload, Datastore store, String scheme) {
    return switch (store) {
      case Datastore.Relational relational ->
          relationalUrl(blueprint, workload, relational, scheme);
      case Datastore.Cache cache ->
          cacheUrl(cache, scheme, false, workload.source().language() == Language.PYTHON);
      case Datastore.Bucket bucket ->
          template("gs://", GcpAddresses.bucket(bucket.name()).reference().dot("name"));
      case Datastore.Document document ->
          GcpAddresses.document(document.name()).reference().dot("name");
      case Datastore.Topic topic -> GcpAddresses.topic(topic.name()).reference().dot("id");
      case Datastore.TaskQueue queue -> GcpAddresses.taskQueue(queue.name()).reference().dot("id");
      case Datastore.External _ ->
          throw new IllegalArgumentException("the address of " + store.name() + " is a secret");
    };
  }

  private static Expression relationalUrl(
      Blueprint blueprint, Workload workload, Datastore.Relational store, String scheme) {
    String address = PROXY + ":" + port(blueprint, workload, store);
    boolean go = writtenInGo(workload);
    if (go && store.engine() == Engine.MYSQL) {
      // Go's driver takes no URL, and golang-migrate the driver's own form behind a scheme.
      return template(
          usesTool(workload, MigrationTool.GOLANG_MIGRATE) ? scheme + "://" : "",
          user(workload, store),
          "@tcp(" + address + ")/" + store.databaseName() + "?parseTime=true");
    }
    return template(
        scheme + "://",
        call("urlencode", user(workload, store)),
        "@" + address + "/" + store.databaseName() + (go ? "?sslmode=disable" : ""));
  }

  /**
   * Drivers in other languages take what the server offers; Go's insist on TLS, and the proxy,
   * which encrypts what leaves the instance, offers none on the loopback address.
   */
  private static boolean writtenInGo(Workload workload) {
    return workload.source().language() == Language.GO
        || usesTool(workload, MigrationTool.GOLANG_MIGRATE)
        || usesTool(workload, MigrationTool.GOOSE);
  }

  private static boolean usesTool(Workload workload, MigrationTool tool) {
    return workload.migration().filter(m -> m.tool() == tool).isPresent();
  }

  /** With {@code key} the cache's own key is part of the address, which makes it a secret. */
  static Expression cacheUrl(Datastore.Cache cache, String scheme, boolean key, boolean authority) {
    Reference instance = GcpAddresses.cache(cache.name()).reference();
    String secure = cache.transitEncryption() && scheme.equals("redis") ? "rediss" : scheme;
    List<Object> parts = new ArrayList<>();
    parts.add(key ? secure + "://:" : secure + "://");
    if (key) {
      parts.add(instance.dot("auth_string"));
      parts.add("@");
    }
    parts.addAll(List.of(instance.dot("host"), ":", instance.dot("port"), "/0"));
    if (authority && cache.transitEncryption()) {
      parts.add("?ssl_check_hostname=false&ssl_ca_data=");
      parts.add(call("urlencode", authorities(cache)));
    }
    return template(parts.toArray());
  }

  /**
   * The certificates that a cache's own certificate is signed with, one after the other: Google
   * makes them for the instance, so no image has them.
   */
  static Expression authorities(Datastore.Cache cache) {
    return call(
        "join",
        text(""),
        new Reference(
            "google_redis_instance",
            List.of(
                new Reference.Attribute(GcpAddresses.cache(cache.name()).name()),
                new Reference.Attribute("server_ca_certs"),
                new Reference.Splat(),
                new Reference.Attribute("cert"))));
  }

  /** One property of a datastore. */
  static Expression property(
      Blueprint blueprint, Workload workload, Datastore store, Property property) {
    return switch (property) {
      case HOST -> host(store);
      case PORT -> portOf(blueprint, workload, store);
      case NAME -> name(store);
      case USER -> store instanceof Datastore.Relational r ? user(workload, r) : text("default");
      case PASSWORD -> text(Setting.NO_PASSWORD);
      case SUBSCRIPTION -> subscription(workload, store);
    };
  }

  private static Expression host(Datastore store) {
    return switch (store) {
      case Datastore.Relational r when r.login() == Login.IDENTITY -> text(PROXY);
      case Datastore.Relational r ->
          GcpAddresses.sqlInstance(r.name()).reference().dot("private_ip_address");
      case Datastore.Cache cache -> GcpAddresses.cache(cache.name()).reference().dot("host");
      case Datastore.Bucket _ -> text("storage.googleapis.com");
      case Datastore.Document _ -> text("firestore.googleapis.com");
      case Datastore.Topic _ -> text("pubsub.googleapis.com");
      case Datastore.TaskQueue _ -> text("cloudtasks.googleapis.com");
      case Datastore.External _ -> text("");
    };
  }

  private static Expression portOf(Blueprint blueprint, Workload workload, Datastore store) {
    return switch (store) {
      case Datastore.Relational r -> text(String.valueOf(port(blueprint, workload, r)));
      case Datastore.Cache cache ->
          call("tostring", GcpAddresses.cache(cache.name()).reference().dot("port"));
      case Datastore.Bucket _,
          Datastore.Document _,
          Datastore.Topic _,
          Datastore.TaskQueue _,
          Datastore.External _ ->
          text("443");
    };
  }

  private static Expression name(Datastore store) {
    return switch (store) {
      case Datastore.Relational r -> text(r.databaseName());
      case Datastore.Cache _ -> text("0");
      case Datastore.Bucket b -> GcpAddresses.bucket(b.name()).reference().dot("name");
      case Datastore.Document d -> GcpAddresses.document(d.name()).reference().dot("name");
      case Datastore.Topic t -> GcpAddresses.topic(t.name()).reference().dot("name");
      case Datastore.TaskQueue q -> GcpAddresses.taskQueue(q.name()).reference().dot("name");
      case Datastore.External e -> text(e.name());
    };
  }

  private static Expression subscription(Workload workload, Datastore store) {
    if (store instanceof Datastore.Topic topic) {
      for (Datastore.Subscription subscription : topic.subscriptions()) {
        if (subscription.workload().equals(workload.name())) {
          return GcpAddresses.subscription(subscription.name()).reference().dot("name");
        }
      }
    }
    return text("");
  }

  /**
   * The database user of a workload: PostgreSQL and MySQL cut the service account's address
   * differently.
   */
  static Expression user(Workload workload, Datastore.Relational store) {
    Reference email = GcpAddresses.identity(workload.name()).reference().dot("email");
    return store.engine() == Engine.MYSQL
        ? GcpAddresses.identity(workload.name()).reference().dot("account_id")
        : call("trimsuffix", email, text(".gserviceaccount.com"));
  }

  /** The local port on which the workload's proxy offers this database. */
  static int port(Blueprint blueprint, Workload workload, Datastore.Relational store) {
    int port = store.engine() == Engine.MYSQL ? 3306 : 5432;
    if (store.login() != Login.IDENTITY) {
      return port;
    }
    for (Datastore.Relational other : proxied(blueprint, workload)) {
      if (other.name().equals(store.name())) {
        return port;
      }
      port += other.engine() == store.engine() ? 1 : 0;
    }
    return port;
  }

  /** The databases that a workload reaches through the proxy beside it, in order. */
  static List<Datastore.Relational> proxied(Blueprint blueprint, Workload workload) {
    return blueprint.datastores(Datastore.Relational.class).stream()
        .filter(d -> d.login() == Login.IDENTITY)
        .filter(d -> workload.connections().stream().anyMatch(c -> c.to().equals(d.element())))
        .toList();
  }
}
