package dev.slipway.intake.repository;

import dev.slipway.evidence.Located;
import dev.slipway.intake.Migrations;
import dev.slipway.intake.ServiceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Start commands that do more than start. */
final class StartCommand {

  private static final List<String> MIGRATIONS =
      List.of(
          "flask db upgrade",
          "alembic upgrade",
          "manage.py migrate",
          "prisma migrate deploy",
          "prisma db push",
          "knex migrate:latest");

  private StartCommand() {}

  /**
   * Takes the migration out of a chain of commands: a job of its own runs it before each
   * deployment, and what serves requests may not change the schema.
   */
  static void leaveMigrationsToTheirJob(ServiceDraft draft, List<ServiceDraft> all) {
    boolean migrated =
        all.stream().anyMatch(d -> d.root.equals(draft.root) && d.migrations.isPresent());
    Optional<String> line = draft.start.map(Located::value).flatMap(StartCommand::shellLine);
    if (!migrated || line.isEmpty() || draft.dockerfile.isPresent()) {
      return;
    }
    List<String> kept = new ArrayList<>();
    List<String> commands = List.of(line.get().split("&&|;"));
    for (String command : commands) {
      if (MIGRATIONS.stream().noneMatch(command::contains)) {
        kept.add(command.strip());
      }
    }
    kept.removeIf(String::isEmpty);
    if (!kept.isEmpty() && kept.size() < commands.size()) {
      String last = kept.removeLast();
      kept.add(kept.isEmpty() || last.startsWith("exec ") ? last : "exec " + last);
      List<String> words = ShellWords.command(String.join(" && ", kept));
      draft.start = draft.start.map(s -> Located.of(words, s.evidence()));
    }
  }

  /** Migrations and programs beside the image's own are found by the same tool as that one. */
  static void through(List<String> runner, ServiceDraft draft) {
    draft.migrations =
        draft.migrations.map(m ->
            new Migrations(
                m.tool(), m.directory(), with(runner, m.command()), m.files(), m.evidence()));
    if (draft.is(ServiceKind.WORKER)) {
      draft.start = draft.start.map(s -> Located.of(with(runner, s.value()), s.evidence()));
    }
  }

  private static List<String> with(List<String> runner, List<String> command) {
    if (command.isEmpty() || command.getFirst().equals(runner.getFirst())) {
      return command;
    }
    List<String> words = new ArrayList<>(runner);
    words.addAll(command);
    return List.copyOf(words);
  }

  /** The line of {@code sh -c}, if it is a plain chain of commands. */
  private static Optional<String> shellLine(List<String> command) {
    boolean shell =
        command.size() == 3
            && List.of("sh", "bash", "/bin/sh", "/bin/bash").contains(command.get(0))
            && command.get(1).equals("-c");
    return shell && command.get(2).chars().noneMatch(c -> "'\"`()|<>\n".indexOf(c) >= 0)
        ? Optional.of(command.get(2))
        : Optional.empty();
  }
}
