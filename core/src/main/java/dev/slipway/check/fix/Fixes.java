package dev.slipway.check.fix;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Diagnostic.Edit;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.evidence.Span;
import dev.slipway.hcl.syntax.HclFormatter;
import dev.slipway.source.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The findings' own changes, and the canonical layout of Terraform's files. */
public final class Fixes {

  private static final List<String> FORMATTED = List.of(".tf", ".tfvars", ".tofu", ".tftest.hcl");

  private Fixes() {}

  /**
   * A file before and after.
   *
   * @param mended how many findings are mended in it
   */
  public record Change(String path, String before, String after, int mended) {}

  /** The changed files among {@code paths}, in the order of their paths. */
  public static List<Change> of(List<Diagnostic> findings, List<String> paths, SourceTree tree) {
    Map<String, List<Diagnostic>> mendable = new TreeMap<>();
    for (Diagnostic finding : findings) {
      if (!finding.edits().isEmpty()) {
        String file = finding.edits().getFirst().span().file();
        mendable.computeIfAbsent(file, f -> new ArrayList<>()).add(finding);
      }
    }
    List<Change> changes = new ArrayList<>();
    for (String path : paths) {
      Optional<String> before = tree.text(path);
      before
          .map(text -> change(path, text, mendable.getOrDefault(path, List.of())))
          .filter(change -> !change.after().equals(change.before()))
          .ifPresent(changes::add);
    }
    return List.copyOf(changes);
  }

  private static Change change(String path, String text, List<Diagnostic> findings) {
    List<Edit> edits = new ArrayList<>();
    int mended = 0;
    for (Diagnostic finding : findings) {
      if (finding.edits().stream().noneMatch(e -> clashes(e, edits, path))) {
        edits.addAll(finding.edits());
        mended++;
      }
    }
    String edited = apply(text, edits);
    return new Change(path, text, laidOut(path, edited), mended);
  }

  /** Whether it lies in another file or touches a change that is taken already. */
  private static boolean clashes(Edit edit, List<Edit> taken, String path) {
    return !edit.span().file().equals(path)
        || taken.stream().anyMatch(t -> overlap(edit.span(), t.span()));
  }

  private static boolean overlap(Span a, Span b) {
    return before(a.line(), a.column(), b.endLine(), b.endColumn())
            && before(b.line(), b.column(), a.endLine(), a.endColumn())
        || a.equals(b);
  }

  private static boolean before(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column < otherColumn);
  }

  private static String apply(String text, List<Edit> edits) {
    List<Edit> fromTheEnd = new ArrayList<>(edits);
    fromTheEnd.sort(Comparator.comparing(Edit::span).reversed());
    StringBuilder changed = new StringBuilder(text);
    for (Edit edit : fromTheEnd) {
      Span span = edit.span();
      int start = offset(text, span.line(), span.column());
      int end = offset(text, span.endLine(), span.endColumn());
      if (start >= 0 && end >= start && end <= text.length()) {
        changed.replace(start, end, edit.replacement());
      }
    }
    return changed.toString();
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
      if (start == 0) {
        return -1;
      }
    }
    return start + column - 1;
  }

  private static String laidOut(String path, String text) {
    if (FORMATTED.stream().noneMatch(path::endsWith)) {
      return text;
    }
    Outcome<String> formatted = HclFormatter.format(path, text);
    return formatted.diagnostics().isEmpty() ? formatted.value() : text;
  }
}
