package dev.slipway.emit.record;

import dev.slipway.blueprint.Provenance;
import dev.slipway.emit.GeneratedFile;
import java.util.List;
import java.util.regex.Pattern;

/** Writes a runbook: what to do, the command, what one should see. */
final class RunbookText {

  /** What a person puts in by hand; such a command stands alone, so that nobody pastes past it. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\b(REVISION|IMAGE|BACKUP_ID|BACKUP_NAME|OLD|TIME|TIER|GENERATION|LOCK_ID|BILLING_ACCOUNT|DEAD_LETTER_SUBSCRIPTION|VALUE)\\b");

  private static final List<String> CHAPTERS =
      List.of(
          "Emergency Rollback",
          "Standard Deployment",
          "First Set-up",
          "Logs",
          "Scaling",
          "Secrets",
          "Cost Spike",
          "Disaster Recovery Drill");

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
    out.raw(linked(text)).gap();
    return this;
  }

  RunbookText points(List<String> items) {
    items.forEach(item -> out.raw("- " + linked(item)));
    out.gap();
    return this;
  }

  /** A title and what belongs under it, such as causes. */
  RunbookText labelled(String label, List<String> items) {
    out.raw("**" + label + "**").gap();
    return points(items);
  }

  RunbookText labelled(String label, String text) {
    out.raw("**" + label + "** " + linked(text)).gap();
    return this;
  }

  RunbookText run(String... commands) {
    String together = String.join("\n", commands);
    List<String> blocks =
        PLACEHOLDER.matcher(together).find() ? List.of(commands) : List.of(together);
    blocks.forEach(block -> out.fence("sh", block + "\n"));
    return this;
  }

  RunbookText sql(String statements) {
    out.fence("sql", statements);
    return this;
  }

  /** A chapter named in brackets becomes a link to it. */
  private static String linked(String text) {
    String escaped = MarkdownText.start(MarkdownText.escape(text));
    for (String chapter : CHAPTERS) {
      String anchor = Table.lower(chapter).replace(' ', '-');
      escaped = escaped.replace("(" + chapter + ")", "([" + chapter + "](#" + anchor + "))");
    }
    return escaped;
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
