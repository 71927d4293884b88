package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Workload;
import dev.slipway.emit.record.InfrastructureRecord.Component;
import dev.slipway.emit.record.InfrastructureRecord.ComponentKind;
import dev.slipway.emit.record.InfrastructureRecord.Difference;
import dev.slipway.emit.record.InfrastructureRecord.EnvironmentEntry;
import dev.slipway.emit.record.InfrastructureRecord.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is deployed: components, environments, and what differs between these. */
final class Overview {

  private final Blueprint blueprint;
  private final CloudServices services;
  private final ComponentAddresses addresses;
  private final String production;

  Overview(Blueprint blueprint) {
    this.blueprint = blueprint;
    services = new CloudServices(blueprint.project().cloud(), blueprint.project().platform());
    addresses = new ComponentAddresses(blueprint);
    production = blueprint.production().name();
  }

  List<Component> components() {
    List<Component> components = new ArrayList<>();
    blueprint.workloads().forEach(w -> components.add(workload(w)));
    blueprint.datastores().forEach(d -> components.add(datastore(d)));
    entry(components);
    network(components);
    secured(components);
    watched(components);
    components.sort(java.util.Comparator.comparing(Component::kind));
    return List.copyOf(components);
  }

  private Component workload(Workload w) {
    String address = addresses.of(w);
    return new Component(
        ComponentKind.COMPUTE,
        w.name(),
        services.of(w),
        w.description(),
        size(w) + ", " + instances(w, production),
        address);
  }

  private static String size(Workload w) {
    return Figures.plain(w.compute().cpu())
        + " vCPU, "
        + w.compute().memoryMib()
        + " MiB"
        + (w.port().isPresent()
            ? ", " + Words.count(w.compute().concurrency(), "request") + " at once"
            : "");
  }

  private static String instances(Workload w, String environment) {
    return switch (w.kind()) {
      case JOB -> "runs when started";
      case SCHEDULED_JOB ->
          w.schedule()
              .map(s -> "runs at " + s.cron() + " (" + s.timeZone() + ")")
              .orElse("runs on a schedule");
      case SERVICE, WORKER, FUNCTION, STATIC_SITE -> {
        Workload.Scaling scaling = w.scaling(environment);
        yield scaling.min() == scaling.max()
            ? Words.count(scaling.max(), "instance")
            : scaling.min() + " to " + Words.count(scaling.max(), "instance");
      }
    };
  }

  private Component datastore(Datastore d) {
    ComponentKind kind =
        switch (d) {
          case Datastore.Bucket ignored -> ComponentKind.STORAGE;
          case Datastore.Topic ignored -> ComponentKind.MESSAGING;
          case Datastore.TaskQueue ignored -> ComponentKind.MESSAGING;
          default -> ComponentKind.DATABASE;
        };
    return new Component(
        kind, d.name(), services.of(d), purpose(d), size(d, production), addresses.of(d));
  }

  private String purpose(Datastore d) {
    List<String> users =
        blueprint.workloads().stream()
            .filter(w -> w.connections().stream().map(Connection::to).anyMatch(d.element()::equals))
            .map(Workload::name)
            .toList();
    String used = users.isEmpty() ? "Used by nothing yet." : "Used by " + Words.list(users) + ".";
    return d instanceof Datastore.Bucket bucket ? bucket.purpose() + " " + used : used;
  }

  private static String size(Datastore d, String environment) {
    return switch (d) {
      case Datastore.Relational r -> relational(r.size(environment));
      case Datastore.Cache c ->
          c.size(environment).memoryGib()
              + " GiB, "
              + (c.size(environment).highAvailability() ? "with a replica" : "no replica");
      case Datastore.Document x ->
          (x.pointInTimeRecovery() ? "point-in-time recovery, " : "")
              + "daily backups kept "
              + Words.count(x.backupRetentionDays(), "day");
      case Datastore.Bucket b ->
          (b.versioning() ? "versioned" : "not versioned")
              + b.colderAfterDays().map(n -> ", colder after " + Words.count(n, "day")).orElse("")
              + b.retentionDays().map(n -> ", deleted after " + Words.count(n, "day")).orElse("");
      case Datastore.Topic t ->
          "kept "
              + Words.count(t.retentionDays(), "day")
              + ", "
              + Words.count(t.subscriptions().size(), "subscription");
      case Datastore.TaskQueue q ->
          "up to "
              + q.maxPerSecond()
              + " a second, "
              + q.maxConcurrent()
              + " at once, "
              + q.maxAttempts()
              + " attempts";
      case Datastore.External e -> "address in secret " + e.secret();
    };
  }

  private static String relational(Datastore.RelationalSize s) {
    return s.tier()
        + ", "
        + s.storageGib()
        + " GiB growing to "
        + s.maxStorageGib()
        + " GiB, "
        + (s.highAvailability() ? "standby in a second zone" : "one zone")
        + (s.readReplicas() > 0 ? ", " + Words.count(s.readReplicas(), "read replica") : "")
        + ", "
        + s.plannedConnections()
        + " of "
        + s.maxConnections()
        + " connections planned";
  }

  private void entry(List<Component> components) {
    if (blueprint.edge().loadBalancer()) {
      components.add(
          new Component(
              ComponentKind.NETWORKING,
              "edge",
              services.entry(),
              "The only way in; ends TLS " + blueprint.edge().minimumTls() + " or newer.",
              Words.count(blueprint.edge().routes().size(), "route"),
              addresses.entry()));
    }
    if (blueprint.edge().cdn()) {
      components.add(
          new Component(
              ComponentKind.NETWORKING,
              "cdn",
              services.cdn(),
              "Keeps static answers near the users.",
              "on",
              ""));
    }
    if (blueprint.edge().waf() || blueprint.edge().rateLimitPerMinute().isPresent()) {
      components.add(
          new Component(
              ComponentKind.SECURITY,
              "firewall",
              services.firewall(),
              "Turns away known attacks and floods.",
              blueprint
                  .edge()
                  .rateLimitPerMinute()
                  .map(n -> n + " requests a minute from one address")
                  .orElse("no rate limit"),
              addresses.firewall()));
    }
  }

  private void network(List<Component> components) {
    if (blueprint.network().needed()) {
      components.add(
          new Component(
              ComponentKind.NETWORKING,
              "network",
              "Private network",
              "Reaches databases and caches without the internet.",
              Words.list(
                      blueprint.network().subnets().stream()
                          .map(s -> s.cidr() + " in " + s.region())
                          .toList())
                  + (blueprint.network().nat() ? ", one known address for what leaves" : ""),
              addresses.network()));
    }
  }

  private void secured(List<Component> components) {
    if (!blueprint.secrets().isEmpty()) {
      components.add(
          new Component(
              ComponentKind.SECURITY,
              "secrets",
              services.secrets(),
              "Holds what nobody may see; created empty.",
              Words.count(blueprint.secrets().size(), "secret")
                  + ": "
                  + String.join(", ", blueprint.secrets().stream().map(s -> s.name()).toList()),
              ""));
    }
    components.add(
        new Component(
            ComponentKind.SECURITY,
            "identities",
            "Service accounts",
            "One for each workload, with its own rights only.",
            Words.count(
                    (int) blueprint.workloads().stream().map(Workload::identity).distinct().count(),
                    "identity")
                .replace("identitys", "identities"),
            ""));
  }

  private void watched(List<Component> components) {
    components.add(
        new Component(
            ComponentKind.MONITORING,
            "monitoring",
            services.monitoring(),
            "Calls people and shows charts.",
            Words.count(blueprint.observability().alerts().size(), "alert")
                + ", "
                + Words.count(blueprint.observability().charts().size(), "chart"),
            ""));
    components.add(
        new Component(
            ComponentKind.MONITORING,
            "logs",
            services.logging(),
            "Keeps logs and counts what matters in them.",
            "kept " + Words.count(blueprint.observability().logRetentionDays(), "day"),
            ""));
  }

  List<Link> links() {
    List<Link> links = new ArrayList<>();
    blueprint
        .edge()
        .routes()
        .forEach(r -> links.add(new Link("internet", r.workload(), "calls " + r.prefix())));
    for (Workload w : blueprint.workloads()) {
      w.connections()
          .forEach(c -> links.add(new Link(w.name(), c.to().name(), Words.access(c.access()))));
      w.externalApis().forEach(a -> links.add(new Link(w.name(), a.host(), "calls")));
    }
    return List.copyOf(links);
  }

  List<EnvironmentEntry> environments() {
    return blueprint.environments().stream()
        .map(e ->
            new EnvironmentEntry(
                e.name(),
                Words.of(e.stage()),
                e.accountId(),
                Words.origin(e),
                Words.promotion(blueprint, e.name()),
                e.deletionProtection()))
        .toList();
  }

  /** Only what is not the same everywhere. */
  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    for (Workload w : blueprint.workloads()) {
      differ(w.name(), "instances", e -> instances(w, e.name())).ifPresent(differences::add);
    }
    for (Datastore d : blueprint.datastores()) {
      differ(d.name(), "size", e -> size(d, e.name())).ifPresent(differences::add);
    }
    differ("deletion", "protected", e -> e.deletionProtection() ? "yes" : "no")
        .ifPresent(differences::add);
    return List.copyOf(differences);
  }

  private Optional<Difference> differ(
      String component, String setting, Function<Environment, String> value) {
    List<String> values = blueprint.environments().stream().map(value).toList();
    return values.stream().distinct().count() < 2
        ? Optional.empty()
        : Optional.of(new Difference(component, setting, values));
  }
}
