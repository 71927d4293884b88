package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Located;
import dev.slipway.intake.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Python processes that take their work from a queue. */
final class PythonWorkers {

  private static final Pattern CELERY =
      Pattern.compile(
          "(?m)^(\\w{1,60})(?:\\s{0,3}:\\s{0,3}\\w{1,40})?\\s{0,3}=\\s{0,3}(?:celery\\.)?Celery\\(");
  private static final Pattern ARQ = Pattern.compile("(?m)^class (WorkerSettings)\\b");
  private static final Pattern DRAMATIQ = Pattern.compile("@(dramatiq)\\.actor");

  private PythonWorkers() {}

  static List<ServiceDraft> of(
      String service,
      String root,
      PythonManifest manifest,
      List<SourceFile> sources,
      Procfile procfile,
      boolean beside) {
    List<ServiceDraft> drafts = new ArrayList<>();
    String name = beside ? service + "-worker" : service;
    Optional<ServiceDraft> celery = celery(name, root, manifest, sources);
    celery.ifPresent(drafts::add);
    celery.ifPresent(c -> beat(service, root, sources, c).ifPresent(drafts::add));
    if (drafts.isEmpty()) {
      found(name, root, manifest, sources).ifPresent(drafts::add);
    }
    fromProcfile(service, root, procfile, drafts);
    return drafts;
  }

  private static Optional<ServiceDraft> celery(
      String name, String root, PythonManifest manifest, List<SourceFile> sources) {
    return first(sources, manifest.has("celery"), "Celery(", CELERY)
        .map(m -> {
          ServiceDraft draft = worker(name, root, "celery", m.evidence());
          draft.start =
              Optional.of(
                  Located.of(
                      List.of(
                          "celery",
                          "-A",
                          module(root, m.file()) + ":" + m.word(),
                          "worker",
                          "--loglevel",
                          "info"),
                      m.evidence()));
          return draft;
        });
  }

  private static Optional<ServiceDraft> beat(
      String service, String root, List<SourceFile> sources, ServiceDraft worker) {
    for (SourceFile file : sources) {
      int at = file.find("beat_schedule", "CELERY_BEAT_SCHEDULE");
      if (at >= 0) {
        ServiceDraft draft = worker(service + "-beat", root, "celery", file.derived(at));
        List<String> words =
            new ArrayList<>(worker.start.map(Located::value).orElse(List.of()).subList(0, 3));
        words.addAll(List.of("beat", "--loglevel", "info"));
        draft.start = Optional.of(Located.of(List.copyOf(words), file.derived(at)));
        return Optional.of(draft);
      }
    }
    return Optional.empty();
  }

  private static Optional<ServiceDraft> found(
      String name, String root, PythonManifest manifest, List<SourceFile> sources) {
    Optional<Match> arq = first(sources, manifest.has("arq"), "WorkerSettings", ARQ);
    if (arq.isPresent()) {
      ServiceDraft draft = worker(name, root, "arq", arq.get().evidence());
      draft.start =
          Optional.of(
              Located.of(
                  List.of("arq", module(root, arq.get().file()) + ".WorkerSettings"),
                  arq.get().evidence()));
      return Optional.of(draft);
    }
    Optional<Match> dramatiq = first(sources, manifest.has("dramatiq"), "dramatiq.actor", DRAMATIQ);
    if (dramatiq.isPresent()) {
      ServiceDraft draft = worker(name, root, "dramatiq", dramatiq.get().evidence());
      draft.start =
          Optional.of(
              Located.of(
                  List.of("dramatiq", module(root, dramatiq.get().file())),
                  dramatiq.get().evidence()));
      return Optional.of(draft);
    }
    Evidence rq = manifest.dependencies().get("rq");
    if (rq != null && sources.stream().anyMatch(f -> f.find("from rq", "import rq") >= 0)) {
      ServiceDraft draft = worker(name, root, "rq", rq);
      draft.start =
          Optional.of(Located.of(List.of("sh", "-c", "exec rq worker --url \"$REDIS_URL\""), rq));
      return Optional.of(draft);
    }
    return Optional.empty();
  }

  /**
   * Processes of the Procfile that are not the web server: the one called worker confirms a worker
   * that was found.
   */
  private static void fromProcfile(
      String service, String root, Procfile procfile, List<ServiceDraft> drafts) {
    for (Map.Entry<String, Located<String>> process : procfile.processes().entrySet()) {
      String type = process.getKey();
      if (type.equals("web") || type.equals("release")) {
        continue;
      }
      String name = service + "-" + type;
      Optional<ServiceDraft> known = drafts.stream().filter(d -> d.name.equals(name)).findFirst();
      if (known.isPresent()) {
        known.get().start = procfile.command(type);
      } else {
        ServiceDraft draft =
            PythonReader.draft(name, root, ServiceKind.WORKER, process.getValue().evidence());
        draft.start = procfile.command(type);
        drafts.add(draft);
      }
    }
  }

  private record Match(SourceFile file, String word, Evidence evidence) {}

  private static Optional<Match> first(
      List<SourceFile> sources, boolean wanted, String trigger, Pattern pattern) {
    if (wanted) {
      for (SourceFile file : sources) {
        if (file.code().contains(trigger)) {
          Matcher matcher = pattern.matcher(file.code());
          if (matcher.find()) {
            return Optional.of(new Match(file, matcher.group(1), file.derived(matcher.start())));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static ServiceDraft worker(
      String name, String root, String framework, Evidence evidence) {
    ServiceDraft draft = PythonReader.draft(name, root, ServiceKind.WORKER, evidence);
    draft.framework = Optional.of(Located.of(framework, evidence));
    return draft;
  }

  private static String module(String root, SourceFile file) {
    String below = Names.relative(root, file.path());
    String dotted = below.substring(0, below.length() - 3).replace('/', '.');
    String bare = dotted.startsWith("src.") ? dotted.substring(4) : dotted;
    return bare.endsWith(".__init__") ? bare.substring(0, bare.length() - 9) : bare;
  }
}
