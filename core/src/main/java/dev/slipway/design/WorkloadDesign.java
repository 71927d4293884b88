package dev.slipway.design;

import dev.slipway.blueprint.Connection;
import dev.slipway.blueprint.Connection.Access;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Environment.Stage;
import dev.slipway.blueprint.Setting;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.Dockerfile;
import dev.slipway.intake.Migrations;
import dev.slipway.intake.Service;
import dev.slipway.vocabulary.Engine.Family;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Workloads put together from their parts, with the jobs that migrate their databases. */
final class WorkloadDesign {

  private static final int NAME_LIMIT = 20;
  private static final int PORT = 8080;
  private static final String MIGRATE = "-migrate";
  private static final List<String> PORT_OPTIONS =
      List.of("--port", "-p", "-port", "--http-port", "--bind", "-b");
  private static final Pattern COMMANDED_PORT =
      Pattern.compile("(--port=|--bind=[0-9.]{0,15}:|-b[0-9.]{0,15}:|[0-9.]{0,15}:)?([0-9]{2,5})");

  private final Draft draft;
  private final List<Environment> environments;
  private final List<Part> parts;
  private final List<Store> stores;
  private final Edge edge;
  private final Map<String, Sizing> sizes;
  private final SettingDesign settingDesign;
  private final Set<String> names = new LinkedHashSet<>();

  WorkloadDesign(
      Draft draft,
      List<Environment> environments,
      List<Part> parts,
      List<Store> stores,
      Edge edge,
      Map<String, Sizing> sizes,
      SettingDesign settingDesign) {
    this.draft = draft;
    this.environments = environments;
    this.parts = parts;
    this.stores = stores;
    this.edge = edge;
    this.sizes = sizes;
    this.settingDesign = settingDesign;
    parts.forEach(p -> names.add(p.name()));
  }

  /** Sorted by name. */
  List<Workload> workloads() {
    List<Workload> workloads = new ArrayList<>();
    // A service and its worker share their migrations, which one job runs.
    Set<String> first = new TreeSet<>();
    for (Part part : parts) {
      Workload workload = workload(part);
      workloads.add(workload);
      part.service()
          .migrations()
          .filter(m -> first.add(part.service().root() + " " + m.tool() + " " + m.command()))
          .flatMap(m -> migration(part, workload, m))
          .ifPresent(workloads::add);
    }
    identity();
    return workloads.stream().sorted(Comparator.comparing(Workload::name)).toList();
  }

  private Sizing size(Part part) {
    Sizing size = sizes.get(part.name());
    if (size == null) {
      throw new IllegalStateException("no size for " + part.name());
    }
    return size;
  }

  private Workload workload(Part part) {
    Service service = part.service();
    Sizing size = size(part);
    List<Setting> settings = settingDesign.settings(part, size);
    return new Workload(
        part.name(),
        part.kind(),
        description(part),
        source(part),
        image(part),
        command(part),
        port(part),
        health(part),
        new Workload.Compute(
            size.cpu(),
            size.memoryMib(),
            size.concurrency(),
            size.timeout(),
            size.cpuAlwaysAllocated()),
        scaling(part, size),
        exposure(part),
        part.name(),
        settings,
        connections(part, settings),
        Optional.empty(),
        schedule(part),
        service.traits().stream().map(Located::value).distinct().sorted().toList(),
        service.endpoints(),
        service.externalApis());
  }

  private static String description(Part part) {
    String what =
        switch (part.kind()) {
          case SERVICE -> "answers requests";
          case WORKER -> "works in the background";
          case JOB -> "runs when started";
          case SCHEDULED_JOB -> "runs at set times";
          case FUNCTION -> "is called by the platform";
          case STATIC_SITE -> "is files for the browser";
        };
    String stack =
        part.service().framework().map(Located::value).orElse(part.service().language().label());
    return "The " + stack + " part that " + what + ".";
  }

  private static Workload.Source source(Part part) {
    Service s = part.service();
    return new Workload.Source(
        s.root(),
        s.language(),
        s.languageVersion().map(Located::value).orElse(standardVersion(s.language())),
        s.framework().map(Located::value),
        s.packageManager().map(Located::value),
        s.lockFile(),
        s.build().map(Located::value).orElse(List.of()),
        s.outputDirectory(),
        s.test().map(Located::value).orElse(List.of()),
        s.lint().map(Located::value).orElse(List.of()),
        s.systemPackages(),
        part.present());
  }

  private static String standardVersion(Language language) {
    return switch (language) {
      case PYTHON -> "3.13";
      case NODE -> "24";
      case GO -> "1.26";
    };
  }

  /**
   * Interpreted code of one folder is one image with several commands; compiled programs have one
   * each.
   */
  private Workload.Image image(Part part) {
    Service service = part.service();
    String root = service.root();
    if (service.dockerfile().isPresent()) {
      return existing(part, service.dockerfile().get());
    }
    List<Part> here = parts.stream().filter(p -> p.service().root().equals(root)).toList();
    Part owner =
        here.stream()
            .filter(p -> sharesImage(p, part))
            .min(Comparator.comparing((Part p) -> !p.answersRequests()).thenComparing(Part::name))
            .orElse(part);
    boolean alone = here.stream().allMatch(p -> sharesImage(p, part));
    String folder = root.isEmpty() ? "" : root + "/";
    return new Workload.Image(
        owner.name(),
        folder + (alone ? "Dockerfile" : "Dockerfile." + owner.name()),
        context(service),
        false,
        List.of());
  }

  /** Interpreted code that one Dockerfile packs is built once, however many programs it has. */
  private Workload.Image existing(Part part, Dockerfile dockerfile) {
    Part owner =
        parts.stream()
            .filter(p -> p.service().language() != Language.GO)
            .filter(p -> part.service().language() != Language.GO)
            .filter(p ->
                p.service()
                    .dockerfile()
                    .filter(d -> d.path().equals(dockerfile.path()))
                    .isPresent())
            .min(Comparator.comparing((Part p) -> !p.answersRequests()).thenComparing(Part::name))
            .orElse(part);
    return new Workload.Image(
        owner.name(), dockerfile.path(), dockerfile.context(), true, dockerfile.improvements());
  }

  /**
   * A workspace is built from the folder of its lock file, without which nothing can be installed.
   */
  private static String context(Service service) {
    String root = service.root();
    String lock = service.lockFile().orElse(root + "/");
    String folder = lock.substring(0, Math.max(0, lock.lastIndexOf('/')));
    return folder.isEmpty() || root.startsWith(folder + "/") ? folder : root;
  }

  private static boolean sharesImage(Part one, Part other) {
    if (one.name().equals(other.name())) {
      return true;
    }
    return one.service().language() == other.service().language()
        && one.service().language() != Language.GO
        && one.service().dockerfile().isEmpty()
        && one.kind() != WorkloadKind.STATIC_SITE
        && other.kind() != WorkloadKind.STATIC_SITE
        && one.service()
            .build()
            .map(Located::value)
            .equals(other.service().build().map(Located::value));
  }

  private List<String> command(Part part) {
    Optional<Located<List<String>>> start = part.service().start();
    if (part.kind() == WorkloadKind.STATIC_SITE) {
      return List.of();
    }
    List<String> command = start.map(Located::value).orElse(List.of());
    boolean existing = part.service().dockerfile().isPresent();
    draft
        .decide(
            "workload." + part.name() + ".command",
            part.element(),
            "What starts " + part.name(),
            command.isEmpty()
                ? existing ? "the image's own command" : "nothing known yet"
                : String.join(" ", command))
        .because(
            command.isEmpty()
                ? existing
                    ? "The project's Dockerfile says it."
                    : "Neither the manifest nor a record says how it is started."
                : "It is what the project itself uses, run without a shell, so that signals reach"
                    + " it.")
        .over(
            "a shell script",
            "Signals to stop would end in the shell, and requests in work would be cut off.")
        .on(
            start
                .map(Located::evidence)
                .orElseGet(() -> Evidence.assumed("no start command was found")))
        .reconsiderWhen("The project starts in another way.");
    if (command.isEmpty()
        && !existing
        && part.present()
        && part.service().language() != Language.GO) {
      draft.report(
          "SLIP-COMMAND-UNKNOWN",
          Severity.WARNING,
          part.service().evidence().span(),
          part.element().toString(),
          "Nothing says how " + part.name() + " is started",
          "No start command was found in manifests, Procfile or Dockerfile, so its container would"
              + " end at once.",
          "Say it in slipway.yaml:\n    --set services."
              + part.service().name()
              + ".command=\"…\"");
    }
    return command;
  }

  private Optional<Integer> port(Part part) {
    if (!RouteDesign.isPublic(part)) {
      return Optional.empty();
    }
    Service service = part.service();
    boolean site = part.kind() == WorkloadKind.STATIC_SITE;
    Optional<Integer> commanded =
        service.start().map(Located::value).flatMap(WorkloadDesign::commandedPort);
    int port = site ? PORT : commanded.or(() -> service.port().map(Located::value)).orElse(PORT);
    draft
        .decide(
            "workload." + part.name() + ".port",
            part.element(),
            "Port of " + part.name(),
            String.valueOf(port))
        .because(
            commanded.isPresent()
                ? "The start command says so, and the platform is told the same."
                : service.portFromEnvironment()
                    ? "The platform tells it in PORT, and the program obeys; this is the number it"
                        + " has on a laptop too."
                    : service.port().isPresent()
                        ? "The program listens there, and the platform is told so."
                        : "It is the platform's own default.")
        .over(
            "another port",
            "Nothing would be gained, and programs that ignore PORT would not be reached.")
        .on(
            service
                .start()
                .filter(s -> commanded.isPresent())
                .map(Located::evidence)
                .or(() -> service.port().map(Located::evidence))
                .orElseGet(() -> Evidence.assumed("no port was found")))
        .reconsiderWhen("The program listens elsewhere.");
    return Optional.of(port);
  }

  /** A port that the command itself names wins over PORT, whatever the platform says. */
  static Optional<Integer> commandedPort(List<String> command) {
    for (int i = 0; i < command.size(); i++) {
      Matcher matcher = COMMANDED_PORT.matcher(command.get(i));
      boolean named = i > 0 && PORT_OPTIONS.contains(command.get(i - 1));
      if (matcher.matches() && (named || matcher.group(1) != null)) {
        int port = Integer.parseInt(matcher.group(2));
        return port > 0 && port <= 65_535 ? Optional.of(port) : Optional.empty();
      }
    }
    return standardPort(command);
  }

  /** Uvicorn and FastAPI's own command listen on 8000 unless told otherwise. */
  private static Optional<Integer> standardPort(List<String> command) {
    boolean uvicorn = !command.isEmpty() && command.getFirst().equals("uvicorn");
    boolean fastapi = command.size() > 1 && command.subList(0, 2).equals(List.of("fastapi", "run"));
    return uvicorn || fastapi ? Optional.of(8000) : Optional.empty();
  }

  private Workload.Health health(Part part) {
    Service service = part.service();
    if (!part.answersRequests()) {
      return new Workload.Health(Optional.empty(), Optional.empty());
    }
    Optional<String> live = service.health().map(Located::value);
    Optional<String> ready =
        service.readiness().map(Located::value).filter(r -> !Optional.of(r).equals(live));
    List<Evidence> evidence = new ArrayList<>();
    service.health().ifPresent(h -> evidence.add(h.evidence()));
    service.readiness().ifPresent(r -> evidence.add(r.evidence()));
    if (evidence.isEmpty()) {
      evidence.add(Evidence.assumed("no health path was found among the routes"));
    }
    draft
        .decide(
            "workload." + part.name() + ".health",
            part.element(),
            "How " + part.name() + " is asked whether it is well",
            live.map(l -> l + ready.map(r -> ", and " + r + " before it gets requests").orElse(""))
                .orElse("by opening its port"))
        .because(
            live.isPresent()
                ? "The path is cheap and asks nothing of other services, so that one sick neighbor"
                    + " does not restart everything."
                : "A port that opens shows that the process is there, and no more.")
        .over(
            live.isPresent() ? "only the port" : "a path",
            live.isPresent() ? "A process can listen and be stuck." : "None is known.")
        .on(evidence)
        .reconsiderWhen("The path moves, or the check turns out too strict.");
    return new Workload.Health(live, ready);
  }

  private List<Workload.Scaling> scaling(Part part, Sizing size) {
    List<Workload.Scaling> scaling = new ArrayList<>();
    for (Environment environment : environments) {
      boolean real = environment.stage() == Stage.PRODUCTION;
      if (real) {
        draft.amend(
            "workload." + part.name() + ".scaling",
            size.min() + " to " + size.max(),
            "The database's connections lowered the ceiling to " + size.max() + ".");
      }
      scaling.add(
          new Workload.Scaling(
              environment.name(),
              real ? size.min() : size.stagingMin(),
              real ? size.max() : size.stagingMax()));
    }
    return List.copyOf(scaling);
  }

  private Workload.Exposure exposure(Part part) {
    List<String> prefixes =
        edge.routes().stream()
            .filter(r -> r.workload().equals(part.name()))
            .map(Edge.Route::prefix)
            .toList();
    boolean open = !prefixes.isEmpty();
    draft
        .decide(
            "workload." + part.name() + ".exposure",
            part.element(),
            "Who may call " + part.name(),
            open ? "anybody, at " + String.join(", ", prefixes) : "nobody")
        .because(
            open
                ? "It answers requests of users; who they are is checked in the code."
                : "Nothing has to call it: it takes its work itself or is started.")
        .over(
            open ? "only callers with a cloud identity" : "a public address",
            open ? "Browsers have none." : "Whatever can be called will be.")
        .on(
            part.service().endpoints().isEmpty()
                ? part.service().kind().evidence()
                : part.service().endpoints().getFirst().evidence())
        .reconsiderWhen("Only other workloads call it any more.");
    return open ? Workload.Exposure.PUBLIC : Workload.Exposure.NONE;
  }

  private List<Connection> connections(Part part, List<Setting> settings) {
    TreeSet<Connection> connections = new TreeSet<>();
    for (Store store : stores) {
      if (!store.external() && (store.usedBy(part) || tells(settings, store.name()))) {
        connections.add(new Connection(Element.datastore(store.name()), access(store, part)));
      }
    }
    for (Setting setting : settings) {
      if (setting.value() instanceof Setting.WorkloadUrl url && !setting.buildTime()) {
        connections.add(new Connection(Element.workload(url.workload()), Access.INVOKE));
      }
    }
    return List.copyOf(connections);
  }

  private static Access access(Store store, Part part) {
    return switch (store.engine().family()) {
      case RELATIONAL, DOCUMENT, CACHE, SEARCH, OBJECT_STORE, EMBEDDED -> Access.READ_WRITE;
      case TOPIC -> part.kind() == WorkloadKind.WORKER ? Access.SUBSCRIBE : Access.PUBLISH;
      case QUEUE -> Access.ENQUEUE;
    };
  }

  private Optional<Workload.Schedule> schedule(Part part) {
    if (part.kind() != WorkloadKind.SCHEDULED_JOB) {
      return Optional.empty();
    }
    Optional<Located<String>> cron = part.service().schedule();
    if (cron.isEmpty()) {
      draft.report(
          "SLIP-SCHEDULE-UNKNOWN",
          Severity.WARNING,
          part.service().evidence().span(),
          part.element().toString(),
          "Nothing says when " + part.name() + " is due",
          "It is scheduled for three in the morning, UTC.",
          "Write the schedule where the code declares it, as a cron expression.");
    }
    return Optional.of(
        new Workload.Schedule(cron.map(Located::value).orElse("0 3 * * *"), "Etc/UTC"));
  }

  private Optional<Workload> migration(Part part, Workload service, Migrations migrations) {
    Optional<Store> database =
        stores.stream()
            .filter(s -> !s.external() && s.engine().family() == Family.RELATIONAL)
            .sorted(Comparator.comparing((Store s) -> !s.usedBy(part)))
            .findFirst();
    if (database.isEmpty()) {
      return Optional.empty();
    }
    String name =
        ResourceNames.unique(
            ResourceNames.ending(part.name(), MIGRATE, NAME_LIMIT), NAME_LIMIT, names);
    names.add(name);
    List<Setting> settings = migrationSettings(part, service, database.get(), name);
    draft
        .decide(
            "workload." + name + ".kind",
            Element.workload(name),
            "How " + name + " runs",
            "job, before each release")
        .because(
            "It brings the schema up to date with "
                + migrations.tool().label()
                + " and ends; it alone may change the schema.")
        .over("at the start of " + part.name(), "Its instances would race each other.")
        .on(migrations.evidence())
        .reconsiderWhen("The migrations move to another tool.");
    return Optional.of(
        new Workload(
            name,
            WorkloadKind.JOB,
            "Brings the schema of "
                + database.get().name()
                + " up to date for "
                + part.name()
                + ".",
            service.source(),
            service.image(),
            migrations.command(),
            Optional.empty(),
            new Workload.Health(Optional.empty(), Optional.empty()),
            new Workload.Compute(BigDecimal.ONE, 512, 1, Duration.ofHours(1), false),
            environments.stream().map(e -> new Workload.Scaling(e.name(), 0, 1)).toList(),
            Workload.Exposure.NONE,
            name,
            settings,
            connections(part, settings).stream()
                .filter(c ->
                    tells(settings, c.to().name()) || c.to().name().equals(database.get().name()))
                .toList(),
            Optional.of(
                new Workload.Migration(
                    part.name(), database.get().name(), migrations.tool(), migrations.directory())),
            Optional.empty(),
            List.<Trait>of(),
            List.of(),
            List.of()));
  }

  /**
   * Python's tools load the application's own settings, which stops where one is missing; the
   * others read the database's address and nothing else.
   */
  private List<Setting> migrationSettings(Part part, Workload service, Store database, String job) {
    boolean loadsEverything = part.service().language() == Language.PYTHON;
    List<Setting> settings =
        service.settings().stream()
            .filter(s -> !s.buildTime())
            .filter(s -> loadsEverything || tells(List.of(s), database.name()))
            .toList();
    for (Setting setting : settings) {
      if (setting.value() instanceof Setting.SecretReference reference) {
        settingDesign.alsoReads(reference.secret(), job);
      }
    }
    return settings;
  }

  private static boolean tells(List<Setting> settings, String datastore) {
    return settings.stream()
        .map(Setting::value)
        .anyMatch(v ->
            v instanceof Setting.DatastoreUrl u && u.datastore().equals(datastore)
                || v instanceof Setting.DatastoreProperty p && p.datastore().equals(datastore));
  }

  private void identity() {
    draft
        .decide(
            "identity",
            Element.of(Element.Kind.PROJECT),
            "Identities",
            "one for each workload, with the rights it uses")
        .because("A hole in one workload then opens only what that one uses; no key file exists.")
        .over("one identity for all", "A hole in one workload would open everything.")
        .over("the default account", "It may edit the whole project.")
        .on(
            draft.requirements().securityRequirements().stream()
                .filter(
                    r -> r.text().toLowerCase(java.util.Locale.ROOT).contains("least privilege"))
                .map(r -> r.evidence())
                .findFirst()
                .orElseGet(() -> Evidence.assumed("least privilege is the safe default")))
        .reconsiderWhen("The organization issues identities itself.");
  }
}
