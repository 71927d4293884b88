package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Migrations;
import dev.slipway.vocabulary.MigrationTool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Alembic's and Django's migrations. */
final class PythonMigrations {

  private static final Pattern LOCATION =
      Pattern.compile("(?m)^script_location\\s{0,4}=\\s{0,4}([^\\n]{1,200})$");
  private static final Pattern REVISION =
      Pattern.compile("(?m)^revision\\b[^=\\n]{0,40}=\\s{0,4}[\"']([\\w-]{1,80})[\"']");
  private static final Pattern DOWN =
      Pattern.compile(
          "(?m)^down_revision\\b[^=\\n]{0,80}=\\s{0,4}\\(?\\s{0,4}[\"']([\\w-]{1,80})[\"']");

  private static final Pattern TARGET =
      Pattern.compile("(?:^|\\s)([A-Za-z_][\\w.]{0,100}:[A-Za-z_]\\w{0,60}(?:\\(\\))?)");

  private PythonMigrations() {}

  static Optional<Migrations> of(
      Repository repository,
      ServiceDraft draft,
      PythonManifest manifest,
      List<SourceFile> sources) {
    return alembic(repository, draft, manifest).or(() -> django(repository, draft, sources));
  }

  private static Optional<Migrations> alembic(
      Repository repository, ServiceDraft draft, PythonManifest manifest) {
    Optional<String> ini =
        repository.named("alembic.ini").stream()
            .filter(p -> Names.isIn(p, draft.root) && Names.isDeployed(draft.root, p))
            .findFirst();
    if (ini.isEmpty() || !Names.isDeployed("", ini.get())) {
      return Optional.empty();
    }
    String path = ini.get();
    String folder = Names.folder(path);
    boolean flask = manifest.has("flask-migrate") && Names.last(folder).equals("migrations");
    String location =
        repository
            .file(path)
            .map(f -> LOCATION.matcher(f.text()))
            .filter(Matcher::find)
            .map(m -> m.group(1).strip().replace("%(here)s/", "").replace("%(here)s", ""))
            .orElse(".");
    String directory =
        flask ? folder : Names.resolve(folder, location.replace(':', '/')).orElse(folder);
    List<String> files = alembicOrder(repository, versions(repository, directory));
    List<String> command =
        flask
            ? List.of("flask", "--app", application(draft), "db", "upgrade")
            : folder.equals(draft.root)
                ? List.of("alembic", "upgrade", "head")
                : List.of("alembic", "-c", Names.relative(draft.root, path), "upgrade", "head");
    return Optional.of(
        new Migrations(
            MigrationTool.ALEMBIC,
            directory,
            command,
            files,
            Evidence.derived(Origin.REPOSITORY, Span.line(path, 1), Names.last(path))));
  }

  private static String application(ServiceDraft draft) {
    Matcher matcher =
        TARGET.matcher(String.join(" ", draft.start.map(s -> s.value()).orElse(List.of())));
    return matcher.find() ? matcher.group(1) : "app";
  }

  private static List<String> versions(Repository repository, String directory) {
    List<String> files = new ArrayList<>();
    for (String file : repository.tree().under(Names.join(directory, "versions"))) {
      if (file.endsWith(".py") && !file.endsWith("__init__.py")) {
        files.add(file);
      }
    }
    return files;
  }

  /** Each revision after the one it follows; what cannot be placed keeps the order of its name. */
  private static List<String> alembicOrder(Repository repository, List<String> files) {
    Map<String, String> fileOf = new LinkedHashMap<>();
    Map<String, String> downOf = new LinkedHashMap<>();
    for (String path : files) {
      Optional<SourceFile> file = repository.file(path);
      Matcher revision = REVISION.matcher(file.map(SourceFile::code).orElse(""));
      if (revision.find()) {
        fileOf.put(revision.group(1), path);
        Matcher down = DOWN.matcher(file.map(SourceFile::code).orElse(""));
        downOf.put(path, down.find() ? down.group(1) : "");
      }
    }
    Set<String> placed = new LinkedHashSet<>();
    for (String path : files) {
      List<String> chain = new ArrayList<>();
      String next = path;
      while (next != null && !placed.contains(next) && !chain.contains(next)) {
        chain.add(next);
        next = fileOf.get(downOf.getOrDefault(next, ""));
      }
      placed.addAll(chain.reversed());
    }
    return List.copyOf(placed);
  }

  private static Optional<Migrations> django(
      Repository repository, ServiceDraft draft, List<SourceFile> sources) {
    if (draft.framework.filter(f -> f.value().equals("django")).isEmpty()) {
      return Optional.empty();
    }
    Optional<SourceFile> manage =
        sources.stream().filter(f -> Names.last(f.path()).equals("manage.py")).findFirst();
    if (manage.isEmpty()) {
      return Optional.empty();
    }
    List<String> files = new ArrayList<>();
    String directory = "";
    for (String path : repository.tree().under(draft.root)) {
      String folder = Names.folder(path);
      String name = Names.last(path);
      if (Names.last(folder).equals("migrations")
          && name.endsWith(".py")
          && Character.isDigit(name.charAt(0))) {
        files.add(path);
        directory = directory.isEmpty() ? folder : directory;
      }
    }
    String below = Names.relative(draft.root, manage.get().path());
    // Without migrations of its own it still has those of Django's own applications, such as the
    // users.
    return Optional.of(
        new Migrations(
            MigrationTool.DJANGO,
            directory.isEmpty() ? draft.root : directory,
            List.of("python", below, "migrate", "--noinput"),
            List.copyOf(files),
            manage.get().statedLine(1)));
  }
}
