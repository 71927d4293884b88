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
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    NavigableSet<Edit> taken = new TreeSet<>(Comparator.comparing(Edit::span));
    int mended = 0;
    for (Diagnostic finding : findings) {
      if (finding.edits().stream().noneMatch(e -> clashes(e, taken, path))) {
        taken.addAll(finding.edits());
        mended++;
      }
    }
    return new Change(path, text, laidOut(path, apply(text, taken)), mended);
  }

  /**
   * Whether it lies in another file or touches a change that is taken already. Taken ones do not
   * touch each other, so that only the neighbors can be touched.
   */
  private static boolean clashes(Edit edit, NavigableSet<Edit> taken, String path) {
    return !edit.span().file().equals(path)
        || touches(edit, taken.floor(edit))
        || touches(edit, taken.higher(edit));
  }

  private static boolean touches(Edit edit, @Nullable Edit neighbor) {
    return neighbor != null && overlap(edit.span(), neighbor.span());
  }

  private static boolean overlap(Span a, Span b) {
    return before(a.line(), a.column(), b.endLine(), b.endColumn())
            && before(b.line(), b.column(), a.endLine(), a.endColumn())
        || a.equals(b);
  }

  private static boolean before(int line, int column, int otherLine, int otherColumn) {
    return line < otherLine || (line == otherLine && column < otherColumn);
  }

  private static String apply(String text, NavigableSet<Edit> edits) {
    int[] starts = lineStarts(text);
    StringBuilder changed = new StringBuilder(text.length());
    int copied = 0;
    for (Edit edit : edits) {
      Span span = edit.span();
      int start = offset(starts, span.line(), span.column());
      int end = offset(starts, span.endLine(), span.endColumn());
      if (start >= copied && end >= start && end <= text.length()) {
        changed.append(text, copied, start).append(edit.replacement());
        copied = end;
      }
    }
    return changed.append(text, copied, text.length()).toString();
  }

  private static int[] lineStarts(String text) {
    IntStream.Builder starts = IntStream.builder();
    starts.add(0);
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      starts.add(at + 1);
    }
    return starts.build().toArray();
  }

  private static int offset(int[] starts, int line, int column) {
    return line < 1 || line > starts.length ? -1 : starts[line - 1] + column - 1;
  }

  private static String laidOut(String path, String text) {
    if (FORMATTED.stream().noneMatch(path::endsWith)) {
      return text;
    }
    Outcome<String> formatted = HclFormatter.format(path, text);
    return formatted.diagnostics().isEmpty() ? formatted.value() : text;
  }
}
