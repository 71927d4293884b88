package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Parameters of a database: TLS for everybody, and logs that say who did what and was slow. */
final class DatabaseParameters {

  private DatabaseParameters() {}

  /**
   * One parameter.
   *
   * @param atStart whether the server reads it only when it starts
   */
  private record Parameter(String name, String value, boolean atStart, String comment) {}

  static ResourceAddress address(Datastore.Relational store) {
    return ResourceAddress.managed(
        Aurora.serves(store) ? "aws_rds_cluster_parameter_group" : "aws_db_parameter_group",
        ResourceAddress.id(store.name()));
  }

  static void add(
      Blueprint blueprint,
      Place place,
      Datastore.Relational store,
      StackPart.Builder part,
      Provenance why) {
    String family = Databases.family(store);
    Body.Builder body =
        Body.builder()
            .set(
                "name",
                text(AwsNames.resource(blueprint, store.name() + "-" + family.replace('.', '-'))),
                "The version is part of the name, so that the next one's group can be made while"
                    + " this one is in use.")
            .set("family", family);
    for (Parameter parameter : parameters(store)) {
      Body.Builder block =
          Body.builder().set("name", parameter.name()).set("value", parameter.value());
      if (parameter.atStart()) {
        block.set("apply_method", "pending-reboot");
      }
      body.block("parameter", block, parameter.comment());
    }
    part.resource(
        StackFiles.DATABASE,
        place.at(address(store)),
        "",
        place.meta(
            Meta.NONE.withLifecycle(Body.builder().set("create_before_destroy", true).build())),
        body,
        why);
  }

  private static List<Parameter> parameters(Datastore.Relational store) {
    if (store.engine() != Engine.MYSQL) {
      return postgresql();
    }
    return Aurora.serves(store)
        ? Stream.concat(mysql().stream(), audited().stream()).toList()
        : mysql();
  }

  private static List<Parameter> postgresql() {
    List<Parameter> all = new ArrayList<>();
    all.add(new Parameter("rds.force_ssl", "1", false, "Plain connections are refused."));
    all.add(new Parameter("shared_preload_libraries", "pg_stat_statements,pgaudit", true, ""));
    all.add(
        new Parameter(
            "pgaudit.log",
            "ddl,role",
            false,
            "Changes of the schema and of rights; rows stay out of the log."));
    all.add(new Parameter("log_connections", "1", false, ""));
    all.add(new Parameter("log_disconnections", "1", false, ""));
    all.add(new Parameter("log_lock_waits", "1", false, ""));
    all.add(
        new Parameter(
            "log_min_duration_statement",
            "1000",
            false,
            "Milliseconds: what takes longer is a slow query."));
    all.add(new Parameter("log_statement", "ddl", false, ""));
    all.add(
        new Parameter(
            "log_temp_files", "0", false, "Every sort or join that spills to disk is logged."));
    return List.copyOf(all);
  }

  private static List<Parameter> audited() {
    return List.of(
        new Parameter("server_audit_logging", "1", false, ""),
        new Parameter(
            "server_audit_events",
            "CONNECT,QUERY_DCL,QUERY_DDL",
            false,
            "Logins and changes of the schema and of rights; rows stay out of the log."));
  }

  private static List<Parameter> mysql() {
    return List.of(
        new Parameter("require_secure_transport", "1", false, "Plain connections are refused."),
        new Parameter("local_infile", "0", false, ""),
        new Parameter("log_output", "FILE", false, "Only files are exported to CloudWatch."),
        new Parameter("slow_query_log", "1", false, ""),
        new Parameter(
            "long_query_time", "1", false, "Seconds: what takes longer is a slow query."));
  }
}
