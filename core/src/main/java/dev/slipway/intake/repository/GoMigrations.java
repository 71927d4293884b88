package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import dev.slipway.intake.Migrations;
import dev.slipway.vocabulary.MigrationTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds golang-migrate's and goose's migrations. */
final class GoMigrations {

  private static final Pattern DATABASE_ADDRESS =
      Pattern.compile("(?:^|_)(?:DATABASE|DB|PG|POSTGRES|POSTGRESQL|MYSQL)_(?:URL|URI|DSN)$");

  private GoMigrations() {}

  static Optional<Migrations> of(
      Repository repository, GoModule module, GoPackages packages, ServiceDraft draft) {
    List<String> ups = new ArrayList<>();
    List<String> goose = new ArrayList<>();
    for (String path : repository.tree().under(module.root())) {
      String name = Names.last(path);
      if (!path.endsWith(".sql")
          || name.isEmpty()
          || !Character.isDigit(name.charAt(0))
          || !Names.isDeployed(module.root(), path)) {
        continue;
      }
      if (name.endsWith(".up.sql")) {
        ups.add(path);
      } else if (!name.endsWith(".down.sql")
          && repository.file(path).filter(f -> f.text().contains("+goose Up")).isPresent()) {
        goose.add(path);
      }
    }
    Optional<List<String>> own = ownCommand(packages, module);
    if (!ups.isEmpty()) {
      return Optional.of(migrations(MigrationTool.GOLANG_MIGRATE, module, draft, ups, own));
    }
    return goose.isEmpty()
        ? Optional.empty()
        : Optional.of(migrations(MigrationTool.GOOSE, module, draft, goose, own));
  }

  private static Migrations migrations(
      MigrationTool tool,
      GoModule module,
      ServiceDraft draft,
      List<String> files,
      Optional<List<String>> own) {
    String directory = Names.folder(files.getFirst());
    List<String> inOne = files.stream().filter(f -> Names.folder(f).equals(directory)).toList();
    String below = Names.relative(module.root(), directory);
    String url =
        draft.variables.keySet().stream()
            .filter(v -> DATABASE_ADDRESS.matcher(v).find())
            .findFirst()
            .orElse("DATABASE_URL");
    boolean mysql =
        draft.datastores.stream().anyMatch(d -> d.engine() == dev.slipway.vocabulary.Engine.MYSQL);
    // The address of the database is only known in the container, and neither tool takes the name
    // of a variable.
    String line =
        tool == MigrationTool.GOOSE
            ? "exec goose -dir "
                + below
                + " "
                + (mysql ? "mysql" : "postgres")
                + " \"$"
                + url
                + "\" up"
            : "exec migrate -path " + below + " -database \"$" + url + "\" up";
    Evidence evidence =
        Evidence.derived(
            Origin.REPOSITORY, Span.line(inOne.getFirst(), 1), Names.last(inOne.getFirst()));
    return new Migrations(tool, directory, own.orElse(List.of("sh", "-c", line)), inOne, evidence);
  }

  /** The project's own command for it, {@code cmd/migrate}, as built beside the service. */
  private static Optional<List<String>> ownCommand(GoPackages packages, GoModule module) {
    for (String folder : packages.folders()) {
      String name = Names.last(folder);
      boolean named =
          name.equals("migrate")
              || name.equals("migrator")
              || name.equals("migrations") && folder.contains("cmd/");
      if (named && Names.relative(module.root(), folder).startsWith("cmd/")) {
        for (SourceFile file : packages.files(folder)) {
          if (file.code().contains("func main()")) {
            return Optional.of(List.of("./bin/" + name));
          }
        }
      }
    }
    return Optional.empty();
  }
}
