package dev.slipway.cli;

/**
 * Every way the command can end. The table in the documentation and in {@code --help} is made from
 * this.
 */
public enum ExitCode {
  OK(0, "Done; nothing stands against approval"),
  PROBLEMS(1, "The input has errors, or the check found something as bad as --fail-on"),
  USAGE(2, "The command line is wrong"),
  BLOCKED(3, "Written, but something has to be settled before approval"),
  ENVIRONMENT(4, "A file or folder could not be read or written; nothing was changed"),
  BUG(70, "A bug in Slipway");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }
}
