package dev.slipway.cli;

import dev.slipway.run.DesignRequest;
import java.util.ArrayList;
import java.util.List;

/** Shows how a run gets on, and remembers how long each stage took. */
final class StageTimer implements DesignRequest.Progress {

  private static final String ERASE_LINE = "\r\u001b[K";
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Terminal terminal;
  private final boolean quiet;
  private final long start = System.nanoTime();
  private final List<Stage> stages = new ArrayList<>();

  StageTimer(Terminal terminal, boolean quiet) {
    this.terminal = terminal;
    this.quiet = quiet;
  }

  /** A stage and when it began. */
  private record Stage(String name, long begin) {}

  @Override
  public void begin(String stage) {
    stages.add(new Stage(stage, System.nanoTime()));
    if (terminal.progress() && !quiet) {
      terminal.err().print(ERASE_LINE + terminal.dim("… " + stage));
      terminal.err().flush();
    }
  }

  /** Removes the progress line. */
  void end() {
    if (terminal.progress() && !quiet) {
      terminal.err().print(ERASE_LINE);
      terminal.err().flush();
    }
  }

  /** Prints how long each stage took. */
  void print() {
    long end = System.nanoTime();
    for (int i = 0; i < stages.size(); i++) {
      long next = i + 1 < stages.size() ? stages.get(i + 1).begin() : end;
      print(stages.get(i).name(), next - stages.get(i).begin());
    }
    print("in all", end - start);
  }

  private void print(String name, long nanos) {
    terminal.err().printf(java.util.Locale.ROOT, "%8d ms  %s%n", nanos / NANOS_PER_MILLI, name);
  }
}
