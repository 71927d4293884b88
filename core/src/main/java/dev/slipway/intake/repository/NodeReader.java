package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.DatastoreUse;
import dev.slipway.intake.ServiceKind;
import dev.slipway.vocabulary.Engine;
import dev.slipway.vocabulary.Language;
import dev.slipway.vocabulary.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds Node.js services: Express, Fastify, Nest, Koa, Hono, plain HTTP, Next, workers, and static
 * sites.
 */
final class NodeReader implements LanguageReader {

  private static final List<String> EXTENSIONS =
      List.of("ts", "js", "mjs", "cjs", "mts", "cts", "tsx", "jsx");

  /** Frameworks that listen, by package, in the order in which the outermost wins. */
  private static final List<String> SERVERS =
      List.of(
          "@nestjs/core",
          "fastify",
          "express",
          "koa",
          "hono",
          "@hapi/hapi",
          "@apollo/server",
          "restify",
          "polka",
          "@grpc/grpc-js");

  private static final Pattern LISTEN =
      Pattern.compile(
          "\\.listen\\(|\\bserve\\(\\s{0,8}\\{|\\bserve\\(\\s{0,4}app\\b|\\bcreateServer\\(|NestFactory\\.create|new"
              + " grpc\\.Server\\(|Bun\\.serve\\(|export default \\{[^}]{0,100}\\bfetch\\b");
  private static final Pattern CONSUME =
      Pattern.compile(
          "new Worker\\(|\\.consume\\(|\\.process\\(|eachMessage|eachBatch|@Processor\\(|createMicroservice\\(|new"
              + " CronJob\\(|cron\\.schedule\\(|\\.subscribe\\(|subscription\\(|setInterval\\(");

  @Override
  public Language language() {
    return Language.NODE;
  }

  @Override
  public List<ServiceDraft> services(Repository repository) {
    List<String> roots = NodeManifest.roots(repository);
    List<ServiceDraft> found = new ArrayList<>();
    for (String root : roots) {
      NodeManifest.of(repository, root)
          .ifPresent(m -> found.addAll(services(repository, m, roots)));
    }
    return found;
  }

  private static List<ServiceDraft> services(
      Repository repository, NodeManifest manifest, List<String> roots) {
    if (!worthReading(manifest)) {
      return List.of();
    }
    List<SourceFile> sources = repository.sources(manifest.root(), roots, EXTENSIONS);
    Optional<ServiceDraft> main = service(repository, manifest, sources);
    List<ServiceDraft> drafts = new ArrayList<>();
    main.ifPresent(drafts::add);
    main.flatMap(m -> worker(m, manifest)).ifPresent(drafts::add);
    for (ServiceDraft draft : drafts) {
      describe(repository, draft, manifest, sources);
    }
    return drafts;
  }

  private static boolean worthReading(NodeManifest manifest) {
    return !manifest.dependencies().isEmpty()
        || manifest.script("start").isPresent()
        || manifest.hasTool("vite");
  }

  private static Optional<ServiceDraft> service(
      Repository repository, NodeManifest manifest, List<SourceFile> sources) {
    if (manifest.has("next")) {
      return Optional.of(
          NodeSites.next(
              repository,
              draft(repository, manifest, ServiceKind.WEB, manifest.evidence("next")),
              manifest,
              sources));
    }
    Optional<ServiceDraft> server = server(repository, manifest, sources);
    if (server.isPresent()) {
      return server;
    }
    return NodeSites.site(repository, manifest, sources)
        .or(() -> background(repository, manifest, sources));
  }

  static ServiceDraft draft(
      Repository repository, NodeManifest manifest, ServiceKind kind, Evidence evidence) {
    String name =
        manifest.root().isEmpty()
            ? manifest.name().filter(n -> !Names.saysNothing(n)).orElse(repository.tree().name())
            : Names.last(manifest.root());
    return new ServiceDraft(name, manifest.root(), Language.NODE, kind, evidence);
  }

  private static Optional<ServiceDraft> server(
      Repository repository, NodeManifest manifest, List<SourceFile> sources) {
    Optional<String> framework = SERVERS.stream().filter(manifest::has).findFirst();
    Optional<Place> listen = first(sources, LISTEN);
    boolean plain =
        framework.isEmpty()
            && manifest.script("start").isPresent()
            && !manifest.hasTool("vite")
            && !manifest.has("react-scripts");
    if (listen.isEmpty() || (framework.isEmpty() && !plain)) {
      return Optional.empty();
    }
    Place place = listen.get();
    ServiceDraft draft =
        draft(repository, manifest, ServiceKind.WEB, place.file().derived(place.offset()));
    draft.framework = framework.map(f -> Located.of(shortName(f), manifest.evidence(f)));
    NodeCommands.fill(repository, draft, manifest, Optional.of(place.file()));
    NodePorts.fill(draft, sources);
    NodeRoutes.read(draft, sources);
    return Optional.of(draft);
  }

  private static String shortName(String framework) {
    return switch (framework) {
      case "@nestjs/core" -> "nest";
      case "@hapi/hapi" -> "hapi";
      case "@apollo/server" -> "apollo";
      case "@grpc/grpc-js" -> "grpc";
      default -> framework;
    };
  }

  /** A package that listens on nothing but is started and waits for work. */
  private static Optional<ServiceDraft> background(
      Repository repository, NodeManifest manifest, List<SourceFile> sources) {
    if (manifest.script("start").isEmpty() || manifest.isWorkspaceRoot()) {
      return Optional.empty();
    }
    return first(sources, CONSUME)
        .map(place -> {
          ServiceDraft draft =
              draft(repository, manifest, ServiceKind.WORKER, place.file().derived(place.offset()));
          NodeCommands.fill(repository, draft, manifest, Optional.of(place.file()));
          return draft;
        });
  }

  /** A second process of the same package, by its script or the Procfile. */
  private static Optional<ServiceDraft> worker(ServiceDraft main, NodeManifest manifest) {
    if (!main.is(ServiceKind.WEB)) {
      return Optional.empty();
    }
    for (String script : List.of("start:worker", "worker", "worker:start", "start:worker:prod")) {
      Optional<Located<String>> found = manifest.script(script);
      if (found.isPresent() && !NodeCommands.isForDevelopment(found.get().value())) {
        ServiceDraft draft =
            new ServiceDraft(
                main.name + "-worker",
                main.root,
                Language.NODE,
                ServiceKind.WORKER,
                found.get().evidence());
        draft.start =
            Optional.of(
                Located.of(
                    ShellWords.split(found.get().value())
                        .filter(w -> w.getFirst().equals("node"))
                        .orElseGet(() -> manifest.run(script)),
                    found.get().evidence()));
        draft.build = main.build;
        draft.framework = main.framework;
        return Optional.of(draft);
      }
    }
    return Optional.empty();
  }

  private static void describe(
      Repository repository, ServiceDraft draft, NodeManifest manifest, List<SourceFile> sources) {
    draft.languageVersion = manifest.version();
    draft.packageManager = manifest.packageManager();
    draft.lockFile = manifest.lockFile();
    draft.test = manifest.firstScript("test:ci", "test", "test:unit");
    draft.lint = manifest.firstScript("lint:check", "lint");
    boolean site = draft.is(ServiceKind.STATIC_SITE);
    if (!site) {
      manifest.dependencies().forEach((name, evidence) -> dependency(draft, name, evidence));
      draft.migrations = NodeMigrations.of(repository, draft, manifest, sources);
    }
    NodeVariables.read(draft, sources);
    for (SourceFile file : sources) {
      if (!site) {
        Hosts.collect(file, draft);
        NodeStores.collect(file, draft);
      }
    }
    NodeStores.prisma(repository, draft);
    PythonStores.settle(draft);
  }

  private static void dependency(ServiceDraft draft, String name, Evidence evidence) {
    Libraries.engine(Language.NODE, name)
        .ifPresent((Engine engine) ->
            draft.datastore(
                new DatastoreUse(
                    engine, Optional.empty(), List.of(), Optional.of(name), evidence)));
    for (String extension : Libraries.extensions(name)) {
      draft.datastore(
          new DatastoreUse(
              Engine.POSTGRESQL, Optional.empty(), List.of(extension), Optional.empty(), evidence));
    }
    Libraries.api(Language.NODE, name)
        .ifPresent(a -> draft.externalApi(a.name(), a.host(), evidence));
    switch (name) {
      case "socket.io", "ws", "@nestjs/websockets", "@fastify/websocket" ->
          draft.trait(Trait.WEBSOCKETS, evidence);
      case "puppeteer" -> draft.systemPackages.add("chromium");
      case "fluent-ffmpeg" -> draft.systemPackages.add("ffmpeg");
      case "@prisma/client" -> draft.systemPackages.add("openssl");
      default -> {
        // Says nothing about how the service is run.
      }
    }
  }

  /** A place in a file. */
  record Place(SourceFile file, int offset) {}

  private static Optional<Place> first(List<SourceFile> sources, Pattern pattern) {
    Optional<Place> best = Optional.empty();
    for (SourceFile file : sources) {
      String name = Names.last(file.path());
      if (name.contains(".test.")
          || name.contains(".spec.")
          || name.contains(".config.")
          || file.path().contains("/scripts/")) {
        continue;
      }
      // Words that every alternative of both patterns has one of: far cheaper than trying the
      // pattern everywhere.
      if (file.find(
              ".listen(",
              "serve(",
              "createServer(",
              "NestFactory",
              "grpc.Server",
              "export default {",
              "Worker(",
              ".consume(",
              ".process(",
              "eachMessage",
              "eachBatch",
              "@Processor",
              "createMicroservice",
              "Cron",
              "cron.",
              ".subscribe(",
              "subscription(",
              "setInterval(")
          < 0) {
        continue;
      }
      Matcher matcher = pattern.matcher(file.code());
      if (matcher.find() && (best.isEmpty() || depth(file) < depth(best.get().file()))) {
        best = Optional.of(new Place(file, matcher.start()));
      }
    }
    return best;
  }

  private static long depth(SourceFile file) {
    return file.path().chars().filter(c -> c == '/').count();
  }
}
