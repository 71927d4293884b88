package dev.slipway.run;

import dev.slipway.source.SourceTree;
import java.time.LocalDate;
import java.util.List;

/**
 * What a run needs.
 *
 * @param tree the project, without what an earlier run generated
 * @param assignments {@code key=value} pairs of the command line
 * @param today the date against which waivers expire
 * @param progress is told when a stage begins
 */
public record DesignRequest(
    SourceTree tree, List<String> assignments, LocalDate today, Progress progress) {

  /** Hears how a run gets on. */
  @FunctionalInterface
  public interface Progress {
    Progress SILENT = stage -> {};

    void begin(String stage);
  }
}
