package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.texts;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/** Where a database's logs go: made here, because RDS would make the groups to keep forever. */
public final class DatabaseLogs {

  private DatabaseLogs() {}

  /** The log groups of a database, by the name of the log. */
  public static ResourceAddress address(Datastore.Relational store) {
    return ResourceAddress.managed(
        "aws_cloudwatch_log_group", ResourceAddress.id(store.name()) + "_store");
  }

  /** The logs of a database, those that its engine has. */
  static List<String> exported(Datastore.Relational store) {
    if (store.engine() == Engine.MYSQL) {
      return Aurora.serves(store)
          ? List.of("audit", "error", "slowquery")
          : List.of("error", "slowquery");
    }
    return Aurora.serves(store) ? List.of("postgresql") : List.of("postgresql", "upgrade");
  }

  static void add(Blueprint blueprint, Datastore.Relational store, StackPart.Builder part) {
    String kind = Aurora.serves(store) ? "cluster" : "instance";
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                template(
                    "/aws/rds/" + kind + "/" + AwsNames.resource(blueprint, store.name()) + "/",
                    ref("each.key")))
            .set(
                "retention_in_days",
                LogRetention.days(blueprint.observability().logRetentionDays()),
                LogRetention.waivers(blueprint));
    Encryption.with(blueprint, body, "kms_key_id");
    part.resource(
        StackFiles.DATABASE,
        address(store),
        "Before the database, which would make them itself, to be kept forever.",
        Meta.NONE.withForEach(call("toset", texts(exported(store)))),
        body,
        Provenance.of(
            store.element(), "observability.logs", "database." + store.name() + ".engine"));
  }
}
