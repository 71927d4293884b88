package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.List;

/** Databases of AWS that run on machines, and caches. */
final class RdsRules {

  private static final String INSTANCE = "aws_db_instance";
  private static final String CLUSTER = "aws_rds_cluster";
  private static final String DOCUMENT = "aws_docdb_cluster";
  private static final String GRAPH = "aws_neptune_cluster";
  private static final String CACHE = "aws_elasticache_replication_group";
  private static final String WAREHOUSE = "aws_redshift_cluster";

  private RdsRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add(
            "SLIP-AWS-RDS-PUBLIC",
            Expect.notOn("publicly_accessible"),
            INSTANCE,
            "aws_rds_cluster_instance",
            "aws_neptune_cluster_instance")
        .add("SLIP-AWS-RDS-UNENCRYPTED", RdsRules::encryption, INSTANCE, CLUSTER, DOCUMENT, GRAPH)
        .add("SLIP-AWS-RDS-NO-BACKUP", RdsRules::backup, INSTANCE, CLUSTER)
        .add("SLIP-AWS-RDS-SHORT-BACKUP", RdsRules::shortBackup, INSTANCE, CLUSTER)
        .add("SLIP-AWS-RDS-DELETION-PROTECTION", RdsRules::deletion, INSTANCE, CLUSTER)
        .add(
            "SLIP-AWS-RDS-SKIP-FINAL-SNAPSHOT",
            primary(Expect.notOn("skip_final_snapshot")),
            INSTANCE,
            CLUSTER,
            DOCUMENT,
            GRAPH,
            WAREHOUSE)
        .add("SLIP-AWS-RDS-SINGLE-ZONE", primary(Expect.on("multi_az")), INSTANCE)
        .add("SLIP-AWS-RDS-IAM-AUTH", RdsRules::identity, INSTANCE, CLUSTER)
        .add("SLIP-AWS-RDS-LOGS", RdsRules::logs, INSTANCE, CLUSTER)
        .add(
            "SLIP-AWS-RDS-PASSWORD",
            RdsRules::password,
            INSTANCE,
            CLUSTER,
            DOCUMENT,
            WAREHOUSE,
            CACHE,
            GRAPH);
    caches(rules);
    crossing(rules);
  }

  private static void caches(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AWS-ELASTICACHE-UNENCRYPTED", Expect.on("at_rest_encryption_enabled"), CACHE)
        .add("SLIP-AWS-ELASTICACHE-PLAIN", Expect.on("transit_encryption_enabled"), CACHE)
        .add(
            "SLIP-AWS-ELASTICACHE-BACKUP",
            Expect.only(
                cache -> !cache.at("engine").is("memcached"),
                Expect.atLeast("snapshot_retention_limit", 1, 0)),
            CACHE,
            "aws_elasticache_cluster")
        .add("SLIP-AWS-ELASTICACHE-FAILOVER", Expect.on("automatic_failover_enabled"), CACHE)
        .add("SLIP-AWS-REDSHIFT-PUBLIC", Expect.notOn("publicly_accessible"), WAREHOUSE);
  }

  private static void crossing(RuleSet.Builder<ResourceView> rules) {
    rules
        .add(
            "SLIP-AWS-DATABASE-OPEN-GROUP",
            RdsRules::openGroup,
            INSTANCE,
            CLUSTER,
            CACHE,
            "aws_elasticache_cluster",
            WAREHOUSE,
            DOCUMENT,
            GRAPH)
        .add(
            "SLIP-AWS-DATABASE-UNREACHABLE",
            RdsRules::unreachable,
            INSTANCE,
            CLUSTER,
            CACHE,
            WAREHOUSE,
            DOCUMENT);
  }

  private static boolean isReplica(ResourceView database) {
    return !database.lacks("replicate_source_db")
        || !database.lacks("replication_source_identifier");
  }

  private static dev.slipway.check.rule.Rule.Test<ResourceView> primary(
      dev.slipway.check.rule.Rule.Test<ResourceView> test) {
    return Expect.only(database -> !isReplica(database), test);
  }

  static void encryption(ResourceView database, Report report) {
    boolean settled =
        isReplica(database)
            || !database.lacks("snapshot_identifier")
            || !database.lacks("s3_import")
            || database.at("engine_mode").is("serverless");
    if (!settled) {
      Expect.on("storage_encrypted").check(database, report);
    }
  }

  static void backup(ResourceView database, Report report) {
    long otherwise = database.type().equals(INSTANCE) ? 0 : 1;
    primary(Expect.atLeast("backup_retention_period", 1, otherwise)).check(database, report);
  }

  static void shortBackup(ResourceView database, Report report) {
    Setting days = database.at("backup_retention_period");
    boolean oneByDefault = days.isAbsent() && database.type().equals(CLUSTER);
    if (!isReplica(database) && (days.isBelow(7) && !days.isBelow(1) || oneByDefault)) {
      database.fault(
          report, "backup_retention_period", "`backup_retention_period` " + days.state() + ".");
    }
  }

  static void deletion(ResourceView database, Report report) {
    if (!isReplica(database) && !database.preventsDestroy()) {
      Expect.on("deletion_protection").check(database, report);
    }
  }

  static void identity(ResourceView database, Report report) {
    boolean able =
        database
            .at("engine")
            .is("postgres", "mysql", "mariadb", "aurora-mysql", "aurora-postgresql");
    if (able && !isReplica(database)) {
      Expect.on("iam_database_authentication_enabled").check(database, report);
    }
  }

  static void logs(ResourceView database, Report report) {
    Setting exports = database.at("enabled_cloudwatch_logs_exports");
    if (exports.isEmpty()) {
      database.fault(
          report, "enabled_cloudwatch_logs_exports", "No log is exported to CloudWatch.");
    }
  }

  static void password(ResourceView database, Report report) {
    for (String name : List.of("password", "master_password", "auth_token")) {
      if (Literals.isWritten(database.at(name))) {
        database.fault(report, name, "`" + name + "` is a text that is written here.");
      }
    }
  }

  private static List<ResourceView> groups(ResourceView database) {
    List<ResourceView> groups = new java.util.ArrayList<>();
    for (String name : List.of("vpc_security_group_ids", "security_group_ids")) {
      for (ResourceView group : database.targets(name)) {
        if (group.type().equals("aws_security_group") && !groups.contains(group)) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  private static List<ResourceView> ruleResources(ResourceView group) {
    return group
        .referrers("aws_security_group_rule", "aws_vpc_security_group_ingress_rule")
        .stream()
        .filter(rule -> rule.targets("security_group_id").contains(group))
        .toList();
  }

  static void openGroup(ResourceView database, Report report) {
    for (ResourceView group : groups(database)) {
      boolean open =
          !AwsNetworkRules.openings(group).isEmpty()
              || ruleResources(group).stream()
                  .anyMatch(rule -> !AwsNetworkRules.openings(rule).isEmpty());
      if (open) {
        database.fault(
            report,
            database.lacks("vpc_security_group_ids")
                ? "security_group_ids"
                : "vpc_security_group_ids",
            "The group " + group.address() + " admits every address.");
      }
    }
  }

  static void unreachable(ResourceView database, Report report) {
    List<ResourceView> groups = groups(database);
    String name =
        database.lacks("vpc_security_group_ids") ? "security_group_ids" : "vpc_security_group_ids";
    boolean allSeen =
        !groups.isEmpty()
            && database.stack().isComplete()
            && Literals.count(database, name) == groups.size();
    boolean closed =
        groups.stream()
            .allMatch(group ->
                group.lacks("ingress")
                    && ruleResources(group).stream()
                        .noneMatch(rule -> !rule.at("type").is("egress"))
                    && group.stack().ofType("aws_default_security_group").isEmpty()
                    && !group.isExported());
    if (allSeen && closed) {
      database.fault(
          report,
          name,
          groups.getFirst().address() + " has no ingress rule, and no other group is attached.");
    }
  }
}
