package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Setting.Property;
import dev.slipway.blueprint.Workload;
import dev.slipway.stack.Expression;
import dev.slipway.vocabulary.Engine;

/** Where datastores are reached, as a workload sees it; nothing here is a secret. */
public final class DatastoreAddresses {

  private DatastoreAddresses() {}

  /** A connection string without a password; that of a datastore with a login is in its secret. */
  static Expression url(Place place, Datastore store, String scheme) {
    return switch (store) {
      case Datastore.Cache cache ->
          template("rediss://", host(place, cache), ":" + port(cache) + "/0");
      case Datastore.Bucket bucket ->
          template("s3://", AwsAddresses.bucket(bucket.name()).reference().dot("bucket"));
      case Datastore.Document document ->
          AwsAddresses.document(document.name()).reference().dot("name");
      case Datastore.Topic topic -> AwsAddresses.topic(topic.name()).reference().dot("arn");
      case Datastore.TaskQueue queue -> AwsAddresses.taskQueue(queue.name()).reference().dot("url");
      case Datastore.Relational _, Datastore.External _ ->
          throw new IllegalArgumentException(
              "the address of " + store.name() + " in " + scheme + " is a secret");
    };
  }

  /** One property of a datastore. */
  static Expression property(
      Blueprint blueprint, Place place, Workload workload, Datastore store, Property property) {
    return switch (property) {
      case HOST -> host(blueprint, place, store);
      case PORT -> text(String.valueOf(port(store)));
      case NAME -> name(store);
      case USER -> text(DatastoreLogins.kept(store) ? DatastoreLogins.USER : "default");
      case PASSWORD -> text(Setting.NO_PASSWORD);
      case SUBSCRIPTION -> subscription(workload, store);
    };
  }

  static Expression host(Blueprint blueprint, Place place, Datastore store) {
    return switch (store) {
      case Datastore.Relational relational -> host(blueprint, relational);
      case Datastore.Cache cache -> host(place, cache);
      case Datastore.Bucket _ -> endpoint("s3");
      case Datastore.Document _ -> endpoint("dynamodb");
      case Datastore.Topic _ -> endpoint("sns");
      case Datastore.TaskQueue _ -> endpoint("sqs");
      case Datastore.External _ -> text("");
    };
  }

  private static Expression endpoint(String service) {
    return template(service + ".", var("region"), ".amazonaws.com");
  }

  private static Expression host(Blueprint blueprint, Datastore.Relational store) {
    Expression direct =
        Aurora.serves(store)
            ? AwsAddresses.databaseCluster(store.name()).reference().dot("endpoint")
            : AwsAddresses.database(store.name()).reference().dot("address");
    if (!DatabaseProxy.wanted(store)) {
      return direct;
    }
    return when(DatabaseProxy.present(blueprint, store), DatabaseProxy.endpoint(store), direct);
  }

  private static Expression host(Place place, Datastore.Cache cache) {
    return place.ref(AwsAddresses.cache(cache.name())).dot("primary_endpoint_address");
  }

  /** The port that a datastore is reached at. */
  static int port(Datastore store) {
    return switch (store) {
      case Datastore.Relational relational -> relational.engine() == Engine.MYSQL ? 3306 : 5432;
      case Datastore.Cache _ -> Caches.PORT;
      case Datastore.Bucket _,
          Datastore.Document _,
          Datastore.Topic _,
          Datastore.TaskQueue _,
          Datastore.External _ ->
          443;
    };
  }

  /** The database in a server, as connection strings name it. */
  static String logicalName(Datastore store) {
    return store instanceof Datastore.Relational relational ? relational.databaseName() : "0";
  }

  private static Expression name(Datastore store) {
    return switch (store) {
      case Datastore.Relational _, Datastore.Cache _ -> text(logicalName(store));
      case Datastore.Bucket b -> AwsAddresses.bucket(b.name()).reference().dot("bucket");
      case Datastore.Document d -> AwsAddresses.document(d.name()).reference().dot("name");
      case Datastore.Topic t -> AwsAddresses.topic(t.name()).reference().dot("arn");
      case Datastore.TaskQueue q -> AwsAddresses.taskQueue(q.name()).reference().dot("url");
      case Datastore.External e -> text(e.name());
    };
  }

  private static Expression subscription(Workload workload, Datastore store) {
    if (store instanceof Datastore.Topic topic) {
      for (Datastore.Subscription subscription : topic.subscriptions()) {
        if (subscription.workload().equals(workload.name())) {
          return AwsAddresses.subscription(subscription.name()).reference().dot("url");
        }
      }
    }
    return text("");
  }
}
