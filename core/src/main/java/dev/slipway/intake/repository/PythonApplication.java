package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.evidence.Span;
import dev.slipway.intake.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the object that a Python web server serves, and the command that serves it. */
final class PythonApplication {

  /** An application object, or the function that makes it. */
  private record Found(
      String framework, SourceFile file, int offset, String object, boolean factory) {}

  private static final Pattern OBJECT =
      Pattern.compile(
          "(?m)^(["
              + " \\t]{0,12})(?:(\\w{1,60})(?:\\s{0,3}:\\s{0,3}[\\w.]{1,60})?\\s{0,3}=|return)\\s{0,3}(?:\\w{1,40}\\.)?(FastAPI|Flask|Starlette|Litestar|Quart|Sanic)\\(");
  private static final Pattern FUNCTION = Pattern.compile("(?m)^(?:async )?def (\\w{1,80})\\(");
  private static final Pattern CREATED =
      Pattern.compile(
          "(?m)^(\\w{1,60})\\s{0,3}(?::\\s{0,3}\\w{1,40})?\\s{0,3}=\\s{0,3}(\\w{1,80})\\(");
  private static final Pattern SETTINGS_MODULE =
      Pattern.compile("DJANGO_SETTINGS_MODULE[\"']\\s{0,3},\\s{0,3}[\"']([\\w.]{1,120})[\"']");
  private static final Pattern RUN_PORT =
      Pattern.compile(
          "(?:uvicorn\\.run|\\.run|run_simple)\\([^\\n]{0,200}?port\\s{0,2}=\\s{0,2}(?:int\\()?([^\\n,)]{1,80})");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(?:from|import) ([A-Za-z_]\\w{0,60})");
  private static final Pattern NUMBER = Pattern.compile("\\b([1-9][0-9]{1,4})\\b");

  /** What a service listens on when nothing says otherwise: what serverless containers expect. */
  private static final int DEFAULT_PORT = 8080;

  private final Repository repository;
  private final String root;
  private final PythonManifest manifest;
  private final List<SourceFile> sources;

  PythonApplication(
      Repository repository, String root, PythonManifest manifest, List<SourceFile> sources) {
    this.repository = repository;
    this.root = root;
    this.manifest = manifest;
    this.sources = sources;
  }

  /** The web service of this folder, if it has one. */
  Optional<ServiceDraft> web(String name, Procfile procfile) {
    Optional<ServiceDraft> draft = django(name).or(() -> object(name)).or(() -> program(name));
    draft.ifPresent(d -> override(d, procfile));
    return draft;
  }

  private void override(ServiceDraft draft, Procfile procfile) {
    Optional<Located<List<String>>> web = procfile.command("web");
    if (web.isPresent()) {
      draft.start = web;
      String line = String.join(" ", web.get().value());
      // gunicorn listens on PORT unless it is told an address.
      draft.portFromEnvironment =
          procfile.obeysPort("web") || line.contains("gunicorn") && !line.contains("-b");
    }
  }

  private Optional<ServiceDraft> django(String name) {
    if (!manifest.has("django")) {
      return Optional.empty();
    }
    Optional<SourceFile> manage =
        sources.stream()
            .filter(f -> Names.last(f.path()).equals("manage.py"))
            .min(java.util.Comparator.comparingInt(f -> f.path().length()));
    if (manage.isEmpty()) {
      return Optional.empty();
    }
    Evidence evidence =
        manage.get().derived(Math.max(0, manage.get().find("DJANGO_SETTINGS_MODULE")));
    ServiceDraft draft = PythonReader.draft(name, root, ServiceKind.WEB, evidence);
    draft.framework =
        Optional.of(Located.of("django", manifest.dependencies().getOrDefault("django", evidence)));
    String folder = Names.folder(manage.get().path());
    String below = Names.relative(root, folder);
    Matcher settings = SETTINGS_MODULE.matcher(manage.get().code());
    String module = settings.find() ? settings.group(1) : "";
    String packageName =
        module.contains(".settings") ? module.substring(0, module.indexOf(".settings")) : module;
    draft.start =
        Optional.of(Located.of(djangoCommand(packageName, below, folder, evidence), evidence));
    draft.port = Optional.of(port());
    collectStatic(draft, below);
    return Optional.of(draft);
  }

  private void collectStatic(ServiceDraft draft, String below) {
    for (SourceFile file : sources) {
      int at = file.path().contains("settings") ? file.code().indexOf("STATIC_ROOT") : -1;
      if (at >= 0) {
        String manage = below.isEmpty() ? "manage.py" : below + "/manage.py";
        draft.build =
            Optional.of(
                Located.of(
                    List.of("python", manage, "collectstatic", "--noinput"), file.derived(at)));
        return;
      }
    }
  }

  private List<String> djangoCommand(
      String packageName, String below, String folder, Evidence evidence) {
    String packageFolder = Names.join(folder, packageName.replace('.', '/'));
    boolean asgi = repository.firstIn(packageFolder, "asgi.py", "asgi/__init__.py").isPresent();
    boolean asynchronous =
        asgi
            && (manifest.has("channels")
                || manifest.has("uvicorn")
                || manifest.has("daphne")
                || manifest.has("uvicorn-worker"));
    List<String> words = new ArrayList<>();
    if (manifest.has("gunicorn")) {
      words.addAll(List.of("gunicorn", "--bind", "0.0.0.0:" + port().value(), "--workers", "2"));
      if (asynchronous && (manifest.has("uvicorn") || manifest.has("uvicorn-worker"))) {
        words.addAll(
            List.of(
                "--worker-class",
                manifest.has("uvicorn-worker")
                    ? "uvicorn_worker.UvicornWorker"
                    : "uvicorn.workers.UvicornWorker"));
      } else {
        words.addAll(List.of("--threads", "4"));
        asynchronous = false;
      }
      if (!below.isEmpty()) {
        words.addAll(List.of("--chdir", below));
      }
      words.add(packageName + (asynchronous ? ".asgi:application" : ".wsgi:application"));
    } else if (asgi && manifest.has("uvicorn")) {
      words.addAll(
          List.of(
              "uvicorn",
              packageName + ".asgi:application",
              "--host",
              "0.0.0.0",
              "--port",
              String.valueOf(port().value())));
      if (!below.isEmpty()) {
        words.addAll(List.of("--app-dir", below));
      }
    } else if (asgi && manifest.has("daphne")) {
      words.addAll(
          List.of(
              "daphne",
              "-b",
              "0.0.0.0",
              "-p",
              String.valueOf(port().value()),
              packageName + ".asgi:application"));
    } else {
      noServer("Django", evidence);
      String manage = below.isEmpty() ? "manage.py" : below + "/manage.py";
      words.addAll(List.of("python", manage, "runserver", "0.0.0.0:" + port().value()));
    }
    return List.copyOf(words);
  }

  private Optional<ServiceDraft> object(String name) {
    Optional<Found> found = find();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Found object = found.get();
    Evidence evidence = object.file().derived(object.offset());
    ServiceDraft draft = PythonReader.draft(name, root, ServiceKind.WEB, evidence);
    draft.framework = Optional.of(Located.of(object.framework(), evidence));
    draft.port = Optional.of(port());
    draft.portFromEnvironment = false;
    draft.start = Optional.of(Located.of(command(object, evidence), evidence));
    return Optional.of(draft);
  }

  /** A server that a program makes and runs by itself. */
  private Optional<ServiceDraft> program(String name) {
    for (SourceFile file : sources) {
      int grpc = file.find("grpc.server(", "grpc.aio.server(");
      int at = grpc >= 0 ? grpc : file.find("web.run_app(", "ThreadingHTTPServer(", "HTTPServer((");
      if (at >= 0 && file.code().contains("__main__")) {
        Evidence evidence = file.derived(at);
        ServiceDraft draft = PythonReader.draft(name, root, ServiceKind.WEB, evidence);
        String framework = grpc >= 0 ? "grpc" : manifest.has("aiohttp") ? "aiohttp" : "http.server";
        draft.framework = Optional.of(Located.of(framework, evidence));
        draft.start =
            Optional.of(Located.of(List.of("python", Names.relative(root, file.path())), evidence));
        draft.port = Optional.of(port());
        return Optional.of(draft);
      }
    }
    return Optional.empty();
  }

  /** The application nearest to the root, in a file with a usual name. */
  private Optional<Found> find() {
    Optional<Found> best = Optional.empty();
    int bestScore = Integer.MAX_VALUE;
    for (SourceFile file : sources) {
      if (file.find("FastAPI(", "Flask(", "Starlette(", "Litestar(", "Quart(", "Sanic(") < 0) {
        continue;
      }
      Matcher matcher = OBJECT.matcher(file.code());
      while (matcher.find()) {
        Optional<Found> candidate = candidate(file, matcher);
        int score = candidate.map(this::score).orElse(Integer.MAX_VALUE);
        if (score < bestScore) {
          best = candidate;
          bestScore = score;
        }
      }
    }
    return best;
  }

  private Optional<Found> candidate(SourceFile file, Matcher matcher) {
    String framework = matcher.group(3).toLowerCase(java.util.Locale.ROOT);
    if (!manifest.dependencies().isEmpty() && !manifest.has(framework)) {
      return Optional.empty();
    }
    if (matcher.group(1).isEmpty()) {
      return matcher.group(2) == null
          ? Optional.empty()
          : Optional.of(new Found(framework, file, matcher.start(), matcher.group(2), false));
    }
    Matcher function = FUNCTION.matcher(file.code()).region(0, matcher.start());
    String maker = "";
    while (function.find()) {
      maker = function.group(1);
    }
    if (maker.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(made(framework, file, matcher.start(), maker));
  }

  /**
   * Where a function makes the application: the object that some module makes of it, or the
   * function itself.
   */
  private Found made(String framework, SourceFile file, int offset, String maker) {
    Found best = new Found(framework, file, offset, maker, true);
    boolean created = false;
    for (SourceFile other : sources) {
      Matcher matcher = CREATED.matcher(other.code());
      while (other.code().contains(maker + "(") && matcher.find()) {
        Found candidate = new Found(framework, other, matcher.start(), matcher.group(1), false);
        if (matcher.group(2).equals(maker) && (!created || score(candidate) < score(best))) {
          best = candidate;
          created = true;
        }
      }
    }
    return best;
  }

  private int score(Found found) {
    String below = Names.relative(root, found.file().path());
    int depth = (int) below.chars().filter(c -> c == '/').count();
    int byName =
        switch (Names.last(below)) {
          case "main.py", "app.py", "asgi.py", "wsgi.py" -> 0;
          case "server.py", "api.py", "application.py", "run.py" -> 1;
          case "__init__.py" -> 2;
          default -> 4;
        };
    int byObject = found.object().equals("app") || found.object().equals("application") ? 0 : 1;
    return depth * 3 + byName + byObject + (found.factory() ? 1 : 0);
  }

  private List<String> command(Found found, Evidence evidence) {
    String below = Names.relative(root, found.file().path());
    String folder = importFolder(found.file(), below);
    String target = module(Names.relative(folder, below)) + ":" + found.object();
    String port = String.valueOf(port().value());
    return switch (found.framework()) {
      case "flask" -> flask(target, folder, found.factory(), port, evidence);
      case "sanic" -> List.of("sanic", target, "--host=0.0.0.0", "--port=" + port);
      default -> asgi(target, folder, found.factory(), port);
    };
  }

  private List<String> asgi(String target, String folder, boolean factory, String port) {
    List<String> words = new ArrayList<>();
    if (manifest.has("hypercorn") && !manifest.has("uvicorn")) {
      words.addAll(
          List.of("hypercorn", "--bind", "0.0.0.0:" + port, factory ? target + "()" : target));
      return List.copyOf(words);
    }
    words.addAll(List.of("uvicorn", target, "--host", "0.0.0.0", "--port", port));
    if (factory) {
      words.add("--factory");
    }
    if (!folder.isEmpty()) {
      words.addAll(List.of("--app-dir", folder));
    }
    return List.copyOf(words);
  }

  private List<String> flask(
      String target, String folder, boolean factory, String port, Evidence evidence) {
    String callable = factory ? target + "()" : target;
    List<String> words = new ArrayList<>();
    if (manifest.has("gunicorn")) {
      words.addAll(
          List.of("gunicorn", "--bind", "0.0.0.0:" + port, "--workers", "2", "--threads", "4"));
      if (!folder.isEmpty()) {
        words.addAll(List.of("--chdir", folder));
      }
    } else if (manifest.has("waitress")) {
      words.addAll(List.of("waitress-serve", "--port=" + port));
      if (factory) {
        words.add("--call");
        callable = target;
      }
    } else {
      noServer("Flask", evidence);
      return List.of("flask", "--app", callable, "run", "--host", "0.0.0.0", "--port", port);
    }
    words.add(callable);
    return List.copyOf(words);
  }

  private void noServer(String framework, Evidence evidence) {
    repository.report(
        Diagnostic.warning(
            "SLIP-NO-PRODUCTION-SERVER",
            evidence.span().orElse(Span.line(root.isEmpty() ? "." : root, 1)),
            "No production server among the dependencies",
            framework
                + " is started with its development server, which is neither safe nor fast enough"
                + " for production, because no other server is a dependency.",
            "Add gunicorn to the dependencies."));
  }

  /**
   * The folder, from the root, that imports start from: {@code src}, or the file's own when it
   * imports its neighbors.
   */
  private String importFolder(SourceFile file, String below) {
    if (below.startsWith("src/")) {
      return below.indexOf('/', 4) > 0 || !repository.contains(Names.join(root, "src/__init__.py"))
          ? "src"
          : "";
    }
    String folder = Names.folder(below);
    if (folder.isEmpty()
        || repository.contains(Names.join(root, folder + "/__init__.py"))
            && !importsNeighbor(file)) {
      return "";
    }
    return importsNeighbor(file) ? folder : "";
  }

  private boolean importsNeighbor(SourceFile file) {
    String folder = Names.folder(file.path());
    Matcher matcher = IMPORT.matcher(file.code());
    while (matcher.find()) {
      String first = matcher.group(1);
      boolean beside =
          repository.contains(Names.join(folder, first + ".py"))
              || repository.hasFolder(Names.join(folder, first));
      boolean fromRoot =
          repository.contains(Names.join(root, first + ".py"))
              || repository.hasFolder(Names.join(root, first));
      if (beside && !fromRoot) {
        return true;
      }
    }
    return false;
  }

  private static String module(String path) {
    String bare = path.substring(0, path.length() - ".py".length());
    String dotted = bare.replace('/', '.');
    return dotted.endsWith(".__init__") ? dotted.substring(0, dotted.length() - 9) : dotted;
  }

  private Located<Integer> port() {
    for (SourceFile file : sources) {
      if (file.find(".run(") >= 0) {
        Matcher matcher = RUN_PORT.matcher(file.code());
        while (matcher.find()) {
          Matcher number = NUMBER.matcher(matcher.group(1));
          if (number.find()) {
            return Located.of(Integer.parseInt(number.group(1)), file.derived(matcher.start()));
          }
        }
      }
    }
    Optional<Located<Integer>> exposed =
        repository
            .firstIn(root, "Dockerfile")
            .flatMap(p -> DockerfileReader.read(repository, p))
            .flatMap(DockerfileReader.Content::port);
    return exposed.orElseGet(() ->
        Located.of(
            DEFAULT_PORT,
            Evidence.assumed(
                "nothing names a port; serverless containers expect " + DEFAULT_PORT)));
  }
}
