package dev.slipway.cli;

import dev.slipway.bundle.TargetTree;
import dev.slipway.diagnostic.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Maps what went wrong to a message and an exit code: the one place where that is done. */
final class Failures {

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  int report(Exception failure) {
    return switch (failure) {
      case TargetTree.HostilePath path -> {
        new DiagnosticPrinter(terminal)
            .print(terminal.err(), List.of(path.diagnostic()), Severity.NOTE);
        yield ExitCode.ENVIRONMENT.code();
      }
      case IOException io -> environment(io);
      case UncheckedIOException io ->
          environment(io.getCause() == null ? new IOException(io.getMessage()) : io.getCause());
      default -> bug(failure);
    };
  }

  private int environment(IOException failure) {
    terminal.err().println(terminal.red("error") + " " + terminal.bold(what(failure)));
    terminal
        .err()
        .println("    Nothing was changed. Mend what is said above and run the command again.");
    return ExitCode.ENVIRONMENT.code();
  }

  private static String what(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "No permission for " + denied.getFile();
      case NoSuchFileException missing -> "No such file: " + missing.getFile();
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** A bug looks different from a mistake: it says so, and shows what we need to mend it. */
  private int bug(Exception failure) {
    terminal
        .err()
        .println(
            terminal.red(
                "This is a bug in Slipway " + Version.number() + ", not a mistake of yours."));
    terminal.err().println("Nothing was written. Please report it with the lines below.");
    terminal.err().println();
    failure.printStackTrace(terminal.err());
    return ExitCode.BUG.code();
  }
}
