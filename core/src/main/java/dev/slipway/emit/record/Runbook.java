package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.stack.Stack;
import java.util.List;

/** What an operator does, command by command. */
final class Runbook {

  private Runbook() {}

  static GeneratedFile write(Blueprint blueprint, List<Stack> stacks) {
    MarkdownText out = new MarkdownText(RecordPaths.RUNBOOK);
    out.heading(1, "Runbook: " + blueprint.project().name());
    return out.build();
  }
}
