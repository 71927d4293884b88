package dev.slipway.cli.tool;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.source.SourceTree;
import java.util.List;
import java.util.Optional;

/** A program that checks some of a project's files. */
interface OutsideCheck {

  /** Its name, as a person gives it and as it is found on the path. */
  String program();

  /** Why it must not be asked about this project, in a part of a sentence. */
  default Optional<String> hindrance(SourceTree tree) {
    return Optional.empty();
  }

  /** What it is to be run on; empty when the project has nothing for it. */
  List<Call> calls(SourceTree tree);

  /** What one call has found. */
  List<Diagnostic> findings(Call call, Answer answer) throws Unreadable;

  /**
   * One call.
   *
   * @param folder where it is started, from the project's root; empty for the root itself
   * @param arguments behind the program's name
   */
  record Call(String folder, List<String> arguments) {}

  /** What a call has printed. */
  record Answer(int exitCode, String out, String err) {}

  /** An answer that is not of the expected form, such as an error of the program itself. */
  final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message, null, false, false);
    }
  }
}
