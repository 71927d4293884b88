package dev.slipway.emit.record;

import dev.slipway.compare.Comparison;
import dev.slipway.compare.ComparisonText;
import dev.slipway.compare.ComparisonText.Section;
import java.util.ArrayList;
import java.util.List;

/** A comparison of clouds as Markdown. */
public final class ComparisonMarkdown {

  private static final String NAME = "COMPARISON.md";

  private ComparisonMarkdown() {}

  public static String write(Comparison comparison) {
    MarkdownText out = new MarkdownText(NAME);
    out.heading(1, "Clouds Compared: " + comparison.project());
    for (Section section : ComparisonText.of(comparison)) {
      out.heading(2, section.title());
      out.paragraph(section.note());
      if (!section.header().isEmpty()) {
        table(out, section);
      }
      out.bullets(section.items());
    }
    return out.build().text();
  }

  private static void table(MarkdownText out, Section section) {
    List<Boolean> numeric = new ArrayList<>();
    section.header().forEach(title -> numeric.add(false));
    out.header(section.header().stream().map(MarkdownText::escape).toList(), numeric);
    section.rows().forEach(row -> out.row(row.stream().map(MarkdownText::cell).toList()));
    out.gap();
  }
}
