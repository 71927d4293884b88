package dev.slipway.intake.repository;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Evidence;
import dev.slipway.intake.Migrations;
import dev.slipway.vocabulary.MigrationTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds Prisma's and Knex's migrations. */
final class NodeMigrations {

  private static final Pattern KNEX_DIRECTORY =
      Pattern.compile(
          "migrations\\s{0,3}:\\s{0,3}\\{[^}]{0,200}?directory\\s{0,3}:\\s{0,3}(?:path\\.\\w{1,10}\\([^'\"]{0,40})?['\"`]([^'\"`\\n]{1,120})['\"`]");

  private NodeMigrations() {}

  static Optional<Migrations> of(
      Repository repository, ServiceDraft draft, NodeManifest manifest, List<SourceFile> sources) {
    Optional<Migrations> found =
        prisma(repository, draft, manifest).or(() -> knex(repository, draft, manifest));
    if (found.isEmpty()) {
      for (String other :
          List.of("drizzle-orm", "typeorm", "sequelize", "node-pg-migrate", "mikro-orm", "umzug")) {
        if (manifest.has(other)) {
          note(repository, manifest, other);
          break;
        }
      }
    }
    return found;
  }

  private static void note(Repository repository, NodeManifest manifest, String tool) {
    manifest
        .evidence(tool)
        .span()
        .ifPresent(span ->
            repository.report(
                Diagnostic.note(
                    "SLIP-MIGRATIONS-UNKNOWN",
                    span,
                    "Migrations of this tool are not run by the pipeline",
                    tool
                        + " can migrate the database, but how this project calls it is not known,"
                        + " so the pipeline has no such step.",
                    "Run its migrations before each deployment, or move them to Prisma or Knex.")));
  }

  private static Optional<Migrations> prisma(
      Repository repository, ServiceDraft draft, NodeManifest manifest) {
    if (!manifest.hasTool("prisma") && !manifest.has("@prisma/client")) {
      return Optional.empty();
    }
    for (String path : repository.named("schema.prisma")) {
      String folder = Names.join(Names.folder(path), "migrations");
      List<String> files = new ArrayList<>();
      for (String file : repository.tree().under(folder)) {
        if (file.endsWith("/migration.sql")) {
          files.add(file);
        }
      }
      if (Names.isIn(path, draft.root) && !files.isEmpty()) {
        String below = Names.relative(draft.root, path);
        boolean usual = below.equals("prisma/schema.prisma") || below.equals("schema.prisma");
        List<String> command = new ArrayList<>(List.of("npx", "prisma", "migrate", "deploy"));
        if (!usual) {
          command.addAll(List.of("--schema", below));
        }
        Evidence evidence =
            repository
                .file(path)
                .map(f -> f.derived(Math.max(0, f.find("datasource"))))
                .orElse(manifest.evidence());
        return Optional.of(
            new Migrations(
                MigrationTool.PRISMA, folder, List.copyOf(command), List.copyOf(files), evidence));
      }
    }
    return Optional.empty();
  }

  private static Optional<Migrations> knex(
      Repository repository, ServiceDraft draft, NodeManifest manifest) {
    Optional<SourceFile> config =
        manifest.has("knex")
            ? repository
                .firstIn(
                    draft.root,
                    "knexfile.js",
                    "knexfile.ts",
                    "knexfile.cjs",
                    "knexfile.mjs",
                    "src/knexfile.ts",
                    "src/knexfile.js",
                    "db/knexfile.js")
                .flatMap(repository::file)
            : Optional.empty();
    if (config.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = KNEX_DIRECTORY.matcher(config.get().code());
    String written = matcher.find() ? matcher.group(1) : "migrations";
    String relative = written.startsWith("/") ? written.substring(1) : written;
    String directory =
        Names.resolve(Names.folder(config.get().path()), relative)
            .orElse(Names.join(draft.root, "migrations"));
    List<String> files = new ArrayList<>();
    for (String path : repository.tree().under(directory)) {
      if (path.endsWith(".js")
          || path.endsWith(".ts")
          || path.endsWith(".cjs")
          || path.endsWith(".mjs")) {
        files.add(path);
      }
    }
    List<String> command = new ArrayList<>(List.of("npx", "knex", "migrate:latest"));
    String below = Names.relative(draft.root, config.get().path());
    if (below.contains("/")) {
      command.addAll(List.of("--knexfile", below));
    }
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Migrations(
                MigrationTool.KNEX,
                directory,
                List.copyOf(command),
                List.copyOf(files),
                config.get().statedLine(1)));
  }
}
