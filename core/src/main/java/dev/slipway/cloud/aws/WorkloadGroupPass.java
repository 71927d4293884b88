package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.cloud.Checkov;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.ResourceAddress;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A security group for each workload, and who may open connections to whom. What a datastore takes
 * in, its own pass says.
 */
final class WorkloadGroupPass implements Pass {

  private static final int HTTPS = 443;
  private static final List<Integer> MAIL = List.of(465, 587);

  @Override
  public String name() {
    return "workload-groups";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    for (Place place : Place.of(blueprint)) {
      SecurityGroups groups = new SecurityGroups(StackFiles.NETWORK, place, part);
      List<Workload> placed = placed(blueprint, place);
      for (Workload workload : placed) {
        groups.group(
            AwsAddresses.workloadGroup(workload.name()),
            AwsNames.resource(blueprint, workload.name()),
            "What " + workload.name() + " may reach, and who may reach it.",
            Runtime.runsToItsEnd(workload)
                ? Checkov.skip("CKV2_AWS_5", "whoever starts its tasks puts them into it")
                : "",
            why(workload));
        wayOut(workload, groups);
        stores(blueprint, workload, place, groups);
      }
      placed.forEach(workload -> calls(blueprint, workload, groups));
    }
    return part.build();
  }

  /** The workloads that are in the network. */
  static List<Workload> networked(Blueprint blueprint) {
    return Stream.concat(
            Runtime.tasks(blueprint).stream(),
            Runtime.functions(blueprint).stream().filter(f -> inNetwork(blueprint, f)))
        .sorted(Comparator.comparing(Workload::name))
        .toList();
  }

  /** Those of them that are in the network of one place. */
  static List<Workload> placed(Blueprint blueprint, Place place) {
    List<Workload> tasks = Runtime.tasks(blueprint, place);
    return networked(blueprint).stream()
        .filter(w -> Runtime.function(w) || tasks.contains(w))
        .toList();
  }

  /** Whether a function has to reach something that has a private address only. */
  static boolean inNetwork(Blueprint blueprint, Workload function) {
    return blueprint.network().nat()
        || !privateStores(blueprint, function).isEmpty()
        || called(blueprint, function).anyMatch(Runtime::serves);
  }

  static List<Datastore> privateStores(Blueprint blueprint, Workload workload) {
    return workload.connections().stream()
        .map(Connection::to)
        .filter(to -> to.kind() == Element.Kind.DATASTORE)
        .distinct()
        .flatMap(to -> blueprint.datastore(to.name()).stream())
        .filter(d -> d instanceof Datastore.Relational || d instanceof Datastore.Cache)
        .toList();
  }

  /** The workloads that this one calls, by a right or by their address. */
  static Stream<Workload> called(Blueprint blueprint, Workload caller) {
    Stream<String> connected =
        caller.connections().stream()
            .map(Connection::to)
            .filter(to -> to.kind() == Element.Kind.WORKLOAD)
            .map(Element::name);
    Stream<String> addressed =
        caller.settings().stream()
            .filter(s -> !s.buildTime())
            .map(Setting::value)
            .filter(Setting.WorkloadUrl.class::isInstance)
            .map(v -> ((Setting.WorkloadUrl) v).workload());
    return Stream.concat(connected, addressed)
        .distinct()
        .sorted()
        .filter(name -> !name.equals(caller.name()))
        .flatMap(name -> blueprint.workload(name).stream());
  }

  private static Provenance why(Workload workload) {
    return Provenance.of(workload.element(), "network", "workload." + workload.name() + ".kind");
  }

  private static void wayOut(Workload workload, SecurityGroups groups) {
    groups.egress(
        workload.name(),
        AwsAddresses.workloadGroup(workload.name()),
        "https",
        text("0.0.0.0/0"),
        HTTPS,
        why(workload));
    if (mails(workload)) {
      for (int port : MAIL) {
        groups.egress(
            workload.name(),
            AwsAddresses.workloadGroup(workload.name()),
            "mail-" + port,
            text("0.0.0.0/0"),
            port,
            why(workload));
      }
    }
  }

  private static boolean mails(Workload workload) {
    return workload.settings().stream()
        .map(Setting::name)
        .anyMatch(name ->
            name.contains("SMTP") || name.startsWith("MAIL_") || name.startsWith("EMAIL_HOST"));
  }

  private static void stores(
      Blueprint blueprint, Workload workload, Place place, SecurityGroups groups) {
    // What the stores let in is said where they are.
    for (Datastore store : privateStores(blueprint, workload)) {
      ResourceAddress own = AwsAddresses.workloadGroup(workload.name());
      int port = DatastoreAddresses.port(store);
      groups.egress(
          workload.name(),
          own,
          store.name(),
          AwsAddresses.datastoreGroup(store.name()),
          port,
          why(workload));
      if (place == Place.SECONDARY && store instanceof Datastore.Relational) {
        // What is written is written in the first region, by way of the peering.
        groups.egress(
            workload.name(),
            own,
            store.name() + "-of-first-region",
            AwsAddresses.NETWORK.reference().dot("cidr_block"),
            port,
            why(workload));
      }
    }
    for (Connection connection : workload.connections()) {
      blueprint
          .datastore(connection.to().name())
          .filter(Datastore.External.class::isInstance)
          .flatMap(store -> Ports.outside(store.engine()))
          .ifPresent(port ->
              groups.egress(
                  workload.name(),
                  AwsAddresses.workloadGroup(workload.name()),
                  connection.to().name(),
                  text("0.0.0.0/0"),
                  port,
                  why(workload)));
    }
  }

  private static void calls(Blueprint blueprint, Workload caller, SecurityGroups groups) {
    called(blueprint, caller)
        .filter(Runtime::serves)
        .forEach(target ->
            groups.allow(
                caller.name(),
                AwsAddresses.workloadGroup(caller.name()),
                target.name(),
                AwsAddresses.workloadGroup(target.name()),
                Runtime.port(target),
                why(target)));
  }
}
