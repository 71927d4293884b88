package dev.slipway.check.policy;

import dev.slipway.blueprint.Datastore;
import dev.slipway.cloud.aws.AwsAddresses;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who reaches databases and caches on AWS, and how they prove who they are. */
final class AwsDatabaseMeasures {

  static final String NO_DATABASE = "The output has no database that this could be seen on.";
  private static final List<String> WITH_SUBNETS =
      List.of(AwsStores.INSTANCE, AwsStores.CLUSTER, AwsStores.CACHE, "aws_db_proxy");

  private AwsDatabaseMeasures() {}

  static Finding privateDatabase(Output output) {
    Finding.Builder found = Finding.builder();
    for (String type : List.of(AwsStores.INSTANCE, "aws_rds_cluster_instance")) {
      for (Resource instance : output.of(type)) {
        found.check(
            output.isFalse(instance, "publicly_accessible"),
            Output.name(instance),
            "publicly_accessible = false",
            Output.name(instance)
                + " may get a public address: it needs publicly_accessible = false.");
      }
    }
    for (String type : WITH_SUBNETS) {
      output.of(type).forEach(store -> inside(output, store, found));
    }
    return found.build(NO_DATABASE);
  }

  private static void inside(Output output, Resource store, Finding.Builder found) {
    String name = Output.name(store);
    if (Output.at(store, "replicate_source_db").isEmpty()
        || Output.at(store, "db_subnet_group_name").isPresent()) {
      found.check(
          subnets(output, store).filter(s -> AwsNetworks.isolated(output, s)).isPresent(),
          name,
          "in subnets that no route leads out of",
          name + " is in no subnets, or in some that a route leads out of.");
    }
    List<String> groups =
        Output.at(store, "vpc_security_group_ids")
            .or(() -> Output.at(store, "security_group_ids"))
            .map(g -> References.in(g).names(AwsNetworks.GROUP))
            .orElse(List.of());
    found.check(
        !groups.isEmpty(),
        name,
        "security group " + String.join(", ", groups),
        name + " has the network's default security group: it needs one of its own.");
    groups.forEach(g -> members(output, ResourceAddress.managed(AwsNetworks.GROUP, g), found));
  }

  private static Optional<Expression> subnets(Output output, Resource store) {
    Optional<Expression> direct = Output.at(store, "vpc_subnet_ids");
    if (direct.isPresent()) {
      return direct;
    }
    for (String group : List.of("aws_db_subnet_group", "aws_elasticache_subnet_group")) {
      for (String name : References.in(store).names(group)) {
        return output
            .main()
            .find(ResourceAddress.managed(group, name))
            .flatMap(g -> Output.at(g, "subnet_ids"));
      }
    }
    return Optional.empty();
  }

  private static void members(Output output, ResourceAddress group, Finding.Builder found) {
    List<ResourceAddress> clients = new ArrayList<>(List.of(group));
    for (Datastore store : AwsStores.networked(output.blueprint())) {
      ResourceAddress own = AwsAddresses.datastoreGroup(store.name());
      if (own.equals(group) || AwsRunners.secondary(own).equals(group)) {
        clients.addAll(AwsStores.clients(output.blueprint(), store));
      }
    }
    if (AwsNetworks.letsAddressesIn(output, group) && !nodesOnly(output, group)) {
      found.gap(group.toString(), group + " lets addresses in instead of security groups.");
    }
    for (Resource rule : AwsNetworks.rules(output, AwsNetworks.INGRESS, group)) {
      AwsNetworks.other(rule)
          .ifPresent(other ->
              found.check(
                  clients.contains(other),
                  Output.name(rule),
                  "lets in " + other,
                  Output.name(rule) + " lets in " + other + ", whose workload does not use it."));
    }
  }

  // Pods have no group of their own: all of a cluster's nodes may reach what one pod uses.
  private static boolean nodesOnly(Output output, ResourceAddress group) {
    return output.blueprint().project().platform() == Platform.KUBERNETES
        && AwsNetworks.rules(output, AwsNetworks.INGRESS, group).stream()
            .allMatch(r -> Output.at(r, "referenced_security_group_id").isPresent());
  }

  static Finding tls(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource database : databases(output)) {
      Optional<String> setting = required(output, database);
      found.check(
          setting.isPresent(),
          Output.name(database),
          setting.orElse(""),
          Output.name(database)
              + " takes connections without TLS: its parameter group needs rds.force_ssl = 1, or"
              + " require_secure_transport for MySQL.");
    }
    for (Resource proxy : output.of("aws_db_proxy")) {
      found.check(
          output.isTrue(proxy, "require_tls"),
          Output.name(proxy),
          "require_tls = true",
          Output.name(proxy) + " takes connections without TLS: it needs require_tls.");
    }
    for (Datastore.Cache cache : output.blueprint().datastores(Datastore.Cache.class)) {
      if (cache.transitEncryption()) {
        output
            .main()
            .find(AwsAddresses.cache(cache.name()))
            .ifPresent(c -> cache(output, c, found));
      }
    }
    return found.build(NO_DATABASE);
  }

  private static void cache(Output output, Resource cache, Finding.Builder found) {
    boolean required =
        output.isTrue(cache, "transit_encryption_enabled")
            && output.text(cache, "transit_encryption_mode").orElse("required").equals("required");
    found.check(
        required,
        Output.name(cache),
        "transit_encryption_mode = required",
        Output.name(cache)
            + " takes connections without TLS: transit_encryption_mode has to be"
            + " required.");
  }

  private static List<Resource> databases(Output output) {
    List<Resource> databases = new ArrayList<>(output.of(AwsStores.INSTANCE));
    databases.addAll(output.of(AwsStores.CLUSTER));
    return databases;
  }

  private static Optional<String> required(Output output, Resource database) {
    for (String type : List.of("aws_db_parameter_group", "aws_rds_cluster_parameter_group")) {
      for (String name : References.in(database).names(type)) {
        Optional<Resource> group = output.main().find(ResourceAddress.managed(type, name));
        Optional<String> setting = group.flatMap(g -> parameter(output, g));
        if (setting.isPresent()) {
          return setting;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> parameter(Output output, Resource group) {
    return Output.deep(group.body(), "parameter").stream()
        .filter(p -> {
          String name = p.argument("name").flatMap(output.production()::text).orElse("");
          String value = p.argument("value").flatMap(output.production()::text).orElse("");
          return (name.equals("rds.force_ssl") || name.equals("require_secure_transport"))
              && (value.equals("1") || value.equalsIgnoreCase("ON"));
        })
        .map(p -> p.argument("name").flatMap(output.production()::text).orElse("") + " on")
        .findFirst();
  }

  static Finding noPasswords(Output output) {
    Finding.Builder found = Finding.builder();
    for (Resource database : AwsStores.primaries(output)) {
      boolean login =
          List.of("password", "password_wo", "master_password", "master_password_wo").stream()
              .anyMatch(p -> Output.at(database, p).isPresent());
      found.check(
          !login && output.isTrue(database, "iam_database_authentication_enabled"),
          Output.name(database),
          "iam_database_authentication_enabled = true, no password of this project's",
          Output.name(database) + " is logged in to with a password.");
    }
    return found.build("The output has no database user that this could be seen on.");
  }
}
