package dev.slipway.emit.record;

import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile;
import java.util.List;

/** Writes a runbook: what to do, the command, what one should see. */
final class RunbookText {

  private final MarkdownText out = new MarkdownText(RecordPaths.RUNBOOK);

  RunbookText because(Provenance provenance) {
    out.because(provenance);
    return this;
  }

  RunbookText heading(int level, String text) {
    out.heading(level, text);
    return this;
  }

  RunbookText heading(int level, String text, String id) {
    out.heading(level, text, id);
    return this;
  }

  RunbookText say(String text) {
    out.paragraph(text);
    return this;
  }

  RunbookText points(List<String> items) {
    out.bullets(items);
    return this;
  }

  /** A title and what belongs under it, such as causes. */
  RunbookText labelled(String label, List<String> items) {
    out.raw("**" + label + "**").gap();
    out.bullets(items);
    return this;
  }

  RunbookText labelled(String label, String text) {
    out.raw("**" + label + "** " + MarkdownText.escape(text)).gap();
    return this;
  }

  RunbookText run(String... commands) {
    out.fence("sh", String.join("\n", commands) + "\n");
    return this;
  }

  RunbookText sql(String statements) {
    out.fence("sql", statements);
    return this;
  }

  /** What one should see after the command. */
  RunbookText expect(String text) {
    return labelled("You should see:", text);
  }

  MarkdownText markdown() {
    return out;
  }

  GeneratedFile build() {
    return out.build();
  }
}
