package dev.slipway.emit.compose;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.document.Yaml;
import dev.slipway.document.Yaml.Builder;
import dev.slipway.document.Yaml.Mapping;
import dev.slipway.facts.BaseImages;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The compose file of one blueprint: each workload and each datastore a service. */
final class ComposeFile {

  private final Blueprint blueprint;
  private final Provenance why;
  private final Map<String, LocalStore> stores = new LinkedHashMap<>();
  private final Map<String, String> containers = new LinkedHashMap<>();
  private final Map<String, Integer> hostPorts = new LinkedHashMap<>();

  ComposeFile(Blueprint blueprint, Provenance why) {
    this.blueprint = blueprint;
    this.why = why;
    for (Datastore store : blueprint.datastores()) {
      LocalStore.of(store).ifPresent(local -> add(store, local));
    }
    assignPorts();
  }

  /** One emulator serves all topics. */
  private void add(Datastore store, LocalStore local) {
    Optional<Datastore> first =
        blueprint.datastores().stream()
            .filter(s ->
                stores.containsKey(s.name())
                    && s.engine() == store.engine()
                    && !local.client().isEmpty())
            .findFirst();
    stores.put(store.name(), first.map(s -> local(s)).orElse(local));
    containers.put(store.name(), first.map(Datastore::name).orElse(store.name()));
  }

  /** Every service that listens gets its own port on the machine, from its own one upwards. */
  private void assignPorts() {
    for (Workload workload : blueprint.workloads()) {
      if (workload.port().isPresent()) {
        int port = workload.port().get();
        while (hostPorts.containsValue(port)) {
          port++;
        }
        hostPorts.put(workload.name(), port);
      }
    }
  }

  Mapping<Provenance> document() {
    Builder<Provenance> services = Yaml.mapping();
    for (Workload workload : blueprint.workloads()) {
      if (workload.source().present() && workload.kind() != WorkloadKind.FUNCTION) {
        services.gap().put(service(workload), workload(workload));
      }
    }
    Builder<Provenance> volumes = Yaml.mapping();
    for (Datastore store : blueprint.datastores()) {
      LocalStore local = stores.get(store.name());
      if (local != null && store.name().equals(containers.get(store.name()))) {
        if (!local.client().isEmpty()) {
          services.comment(
              "It starts empty: topics, subscriptions and documents have to be made in it.");
        }
        services.gap().put(store.name(), store(store, local));
        if (!local.volume().isEmpty()) {
          volumes.put(store.name(), Yaml.<Provenance>mapping());
        }
      }
    }
    Builder<Provenance> document =
        Yaml.<Provenance>mapping()
            .because(why)
            .put("name", blueprint.project().slug())
            .gap()
            .put("services", services);
    return volumes.isEmpty() ? document.build() : document.gap().put("volumes", volumes).build();
  }

  /**
   * A datastore keeps its name, since addresses contain it; a workload of the same name steps
   * aside.
   */
  private String service(Workload workload) {
    return containers.containsValue(workload.name()) ? workload.name() + "-app" : workload.name();
  }

  private Builder<Provenance> workload(Workload workload) {
    Builder<Provenance> service =
        Yaml.<Provenance>mapping()
            .because(Provenance.of(workload.element(), "workload." + workload.name() + ".kind"));
    boolean once =
        workload.kind() == WorkloadKind.JOB || workload.kind() == WorkloadKind.SCHEDULED_JOB;
    if (once && workload.migration().isEmpty()) {
      service.comment("Not part of `up`; to run it: docker compose run --rm " + service(workload));
      service.put("profiles", Yaml.flow(List.of("jobs")));
    }
    service.put("build", build(workload));
    if (!workload.image().of().equals(workload.name()) && !workload.command().isEmpty()) {
      service.put(
          // The project's own image may have an entry point, which would take the words for its
          // own.
          workload.image().existing() ? "entrypoint" : "command",
          Yaml.texts(workload.command().stream().map(ComposeFile::literal).toList()));
    }
    Builder<Provenance> environment = environment(workload);
    if (!environment.isEmpty()) {
      service.put("environment", environment);
    }
    workload
        .port()
        .ifPresent(port ->
            service.put(
                "ports",
                Yaml.texts(List.of("127.0.0.1:" + hostPorts.get(workload.name()) + ":" + port))));
    Builder<Provenance> dependencies = dependencies(workload);
    if (!dependencies.isEmpty()) {
      service.put("depends_on", dependencies);
    }
    return once
        ? service.put("restart", "no")
        : service.put("restart", "unless-stopped").put("init", true);
  }

  private Builder<Provenance> build(Workload workload) {
    String context = workload.image().context();
    String dockerfile = workload.image().dockerfile();
    String below =
        context.isEmpty()
            ? dockerfile
            : dockerfile.startsWith(context + "/")
                ? dockerfile.substring(context.length() + 1)
                : dockerfile;
    Builder<Provenance> build =
        Yaml.<Provenance>mapping()
            .put("context", literal(context.isEmpty() ? "." : "./" + context));
    if (!below.equals("Dockerfile")) {
      build.put("dockerfile", literal(below));
    }
    Builder<Provenance> arguments = Yaml.mapping();
    for (Setting setting : workload.settings()) {
      if (setting.buildTime() && !(setting.value() instanceof Setting.SecretReference)) {
        arguments.put(setting.name(), value(setting, workload));
      }
    }
    return arguments.isEmpty() ? build : build.put("args", arguments);
  }

  private Builder<Provenance> environment(Workload workload) {
    Builder<Provenance> environment = Yaml.mapping();
    Map<String, String> variables = new LinkedHashMap<>();
    workload.port().ifPresent(port -> variables.put("PORT", Integer.toString(port)));
    for (Setting setting : workload.settings()) {
      if (!setting.buildTime()) {
        variables.put(setting.name(), value(setting, workload));
      }
    }
    for (Connection connection : workload.connections()) {
      LocalStore local = stores.get(connection.to().name());
      if (local != null
          && connection.to().kind() == Element.Kind.DATASTORE
          && !local.client().isEmpty()) {
        local.client().forEach(variables::putIfAbsent);
        variables.putIfAbsent("GOOGLE_CLOUD_PROJECT", "local");
      }
    }
    variables.forEach(environment::put);
    return environment;
  }

  private String value(Setting setting, Workload workload) {
    return switch (setting.value()) {
      case Setting.Literal(String text) -> literal(text);
      case Setting.PerEnvironment(var values) ->
          values.isEmpty() ? "" : literal(here(setting, workload, values.getFirst()));
      case Setting.SecretReference ignored -> "${" + setting.name() + ":-}";
      case Setting.DatastoreUrl(String name, String scheme) ->
          store(name).map(s -> url(s, scheme, workload)).orElse("${" + setting.name() + ":-}");
      case Setting.DatastoreProperty(String name, Setting.Property property) ->
          store(name)
              .filter(s -> stores.containsKey(name))
              .map(s -> local(s).property(s, property))
              .orElse("${" + setting.name() + ":-}");
      case Setting.WorkloadUrl(String name) -> address(name, setting.buildTime());
      case Setting.PublicOrigin ignored -> origin(setting, workload);
      case Setting.EnvironmentName ignored -> "local";
      case Setting.AccountId ignored -> "local";
      case Setting.RegionName ignored -> "local";
    };
  }

  private Optional<Datastore> store(String name) {
    return blueprint.datastore(name);
  }

  private LocalStore local(Datastore store) {
    return Optional.ofNullable(stores.get(store.name())).orElseThrow();
  }

  private String url(Datastore store, String scheme, Workload workload) {
    if (!stores.containsKey(store.name())) {
      return "";
    }
    // Go's PostgreSQL driver and golang-migrate insist on TLS unless told otherwise; others do not
    // know the word.
    boolean plain =
        store.engine() == Engine.POSTGRESQL && workload.source().language() == Language.GO;
    return local(store).url(store, literal(scheme)) + (plain ? "?sslmode=disable" : "");
  }

  /** An environment's text with this machine's address where the environment's own stands. */
  private String here(Setting setting, Workload workload, Setting.EnvironmentText value) {
    return blueprint.environments().stream()
        .filter(e -> e.name().equals(value.environment()))
        .findFirst()
        .flatMap(Environment::domain)
        .map(domain -> value.text().replace("https://" + domain, origin(setting, workload)))
        .orElse(value.text());
  }

  /** A browser asks the machine, a container asks the other container. */
  private String address(String name, boolean fromBrowser) {
    Optional<Workload> target = blueprint.workload(name);
    int inside = target.flatMap(Workload::port).orElse(80);
    return fromBrowser
        ? "http://localhost:" + hostPorts.getOrDefault(name, inside)
        : "http://" + target.map(this::service).orElse(name) + ":" + inside;
  }

  /**
   * Without the load balancer there are several origins; a name that speaks of the API means the
   * API's.
   */
  private String origin(Setting setting, Workload workload) {
    String wanted =
        blueprint.edge().routes().stream()
            .filter(r ->
                !r.prefix().equals("/")
                    && setting.name().contains("API")
                    && !r.workload().equals(workload.name()))
            .map(r -> r.workload())
            .findFirst()
            .or(() ->
                blueprint.edge().routes().stream()
                    .filter(r -> r.prefix().equals("/"))
                    .map(r -> r.workload())
                    .findFirst())
            .orElse(workload.name());
    return address(wanted, true);
  }

  private Builder<Provenance> dependencies(Workload workload) {
    Builder<Provenance> dependencies = Yaml.mapping();
    List<String> seen = new ArrayList<>();
    for (Connection connection : workload.connections()) {
      String name = connection.to().name();
      LocalStore local = stores.get(name);
      if (connection.to().kind() == Element.Kind.DATASTORE
          && local != null
          && !seen.contains(name)) {
        seen.add(name);
        String container = containers.getOrDefault(name, name);
        if (!container.equals(name) && !seen.add(container)) {
          continue;
        }
        dependencies.put(
            container, condition(local.health().isEmpty() ? "service_started" : "service_healthy"));
      }
    }
    if (workload.migration().isEmpty()) {
      for (Workload other : blueprint.workloads()) {
        boolean moves = other.migration().filter(m -> seen.contains(m.datastore())).isPresent();
        if (moves && other.source().present()) {
          dependencies.put(service(other), condition("service_completed_successfully"));
        }
      }
    }
    return dependencies;
  }

  private static Builder<Provenance> condition(String condition) {
    return Yaml.<Provenance>mapping().put("condition", condition);
  }

  private Builder<Provenance> store(Datastore store, LocalStore local) {
    String image =
        BaseImages.find(local.image()).map(BaseImages.Image::reference).orElse(local.image());
    Builder<Provenance> service =
        Yaml.<Provenance>mapping()
            .because(Provenance.of(store.element(), decision(store)))
            .put("image", image);
    if (!local.command().isEmpty()) {
      service.put("command", Yaml.texts(local.command()));
    }
    if (!local.environment().isEmpty()) {
      Builder<Provenance> environment = Yaml.mapping();
      local.environment().forEach((name, value) -> environment.put(name, literal(value)));
      service.put("environment", environment);
    }
    if (!local.volume().isEmpty()) {
      service.put("volumes", Yaml.texts(List.of(store.name() + ":" + local.volume())));
    }
    if (!local.health().isEmpty()) {
      service.put(
          "healthcheck",
          Yaml.<Provenance>mapping()
              .put("test", Yaml.flow(local.health()))
              .put("interval", "5s")
              .put("timeout", "3s")
              .put("retries", 20));
    }
    return service.put("restart", "unless-stopped");
  }

  private static String decision(Datastore store) {
    return switch (store) {
      case Datastore.Relational ignored -> "database." + store.name() + ".engine";
      case Datastore.Cache ignored -> "cache." + store.name() + ".engine";
      case Datastore.Document ignored -> "document." + store.name();
      case Datastore.Bucket ignored -> "bucket." + store.name();
      case Datastore.Topic ignored -> "topic." + store.name();
      case Datastore.TaskQueue ignored -> "queue." + store.name();
      case Datastore.External ignored -> "platform";
    };
  }

  /** Compose fills in variables after a dollar sign; a text of the project has none. */
  private static String literal(String text) {
    return text.replace("$", "$$");
  }
}
