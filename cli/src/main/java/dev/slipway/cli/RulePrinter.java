package dev.slipway.cli;

import dev.slipway.check.rule.RuleText;
import dev.slipway.check.rule.catalog.RuleCatalog;
import dev.slipway.document.JsonWriter;
import dev.slipway.document.RecordCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints rules for a person or a program. */
final class RulePrinter {

  private static final int LONGEST_ID = 44;

  private final Terminal terminal;

  RulePrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * All rules, one a line.
   *
   * @param own the project's
   */
  void list(boolean json, List<RuleText> own) {
    List<RuleText> texts = new ArrayList<>(RuleCatalog.texts());
    texts.addAll(own);
    if (json) {
      terminal.out().print(JsonWriter.write(RecordCodec.write(texts)));
      return;
    }
    for (RuleText text : texts) {
      terminal.out().println(pad(text.id(), LONGEST_ID) + pad(severity(text), 9) + text.title());
    }
    terminal.out().println();
    terminal.out().println(terminal.dim(texts.size() + " rules; slipway explain RULE tells more."));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private static String severity(RuleText text) {
    return text.severity().name().toLowerCase(Locale.ROOT);
  }

  /** One rule in full. */
  void explain(RuleText text) {
    terminal.out().println(terminal.bold(text.id()) + "  " + severity(text));
    terminal.out().println(text.title() + terminal.dim("  (" + text.category().word() + ")"));
    terminal.out().println();
    terminal.out().println(text.why());
    terminal.out().println();
    terminal.out().println(text.fix());
    if (!text.code().isEmpty()) {
      terminal.out().println();
      text.code().lines().forEach(line -> terminal.out().println("    " + line));
    }
    also("looks at", text.targets());
    also("Checkov", text.checkov());
    also("Trivy", text.trivy());
    also("CIS", text.cis());
  }

  private void also(String label, List<String> values) {
    if (!values.isEmpty()) {
      terminal.out().println();
      terminal.out().println(terminal.dim(label + ": ") + String.join(", ", values));
    }
  }
}
