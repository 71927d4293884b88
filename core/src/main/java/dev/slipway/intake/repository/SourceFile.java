package dev.slipway.intake.repository;

import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Span;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of the repository with its lines, and with its comments blanked out. */
final class SourceFile {

  /** Longer lines come out of a bundler, not from a person. */
  private static final int MINIFIED_AVERAGE = 400;

  private static final int MINIFIED_SIZE = 20_000;

  private final String path;
  private final String text;
  private final String code;
  private final int[] lineStarts;

  SourceFile(String path, String text) {
    this.path = path;
    this.text = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    this.lineStarts = lineStarts(this.text);
    this.code = CodeText.withoutComments(this.text, syntax(path));
  }

  private SourceFile(SourceFile file, String code) {
    this.path = file.path;
    this.text = file.text;
    this.lineStarts = file.lineStarts;
    this.code = code;
  }

  /** This file with other code blanked out, as long as the code it has. */
  SourceFile withCode(String shown) {
    return shown.equals(code) ? this : new SourceFile(this, shown);
  }

  private static CodeText.Syntax syntax(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "py" -> CodeText.Syntax.PYTHON;
      case "js", "mjs", "cjs", "ts", "mts", "cts", "jsx", "tsx", "vue", "svelte", "prisma" ->
          CodeText.Syntax.JAVASCRIPT;
      case "go", "mod" -> CodeText.Syntax.GO;
      default -> CodeText.Syntax.PLAIN;
    };
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[64];
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = i + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  String path() {
    return path;
  }

  String text() {
    return text;
  }

  /** The text with comments blanked out, offsets unchanged. */
  String code() {
    return code;
  }

  boolean isMinified() {
    return text.length() > MINIFIED_SIZE && text.length() / lineStarts.length > MINIFIED_AVERAGE;
  }

  int lines() {
    return lineStarts.length;
  }

  /** The line, from 1, that an offset lies in. */
  int line(int offset) {
    int index = Arrays.binarySearch(lineStarts, offset);
    return index >= 0 ? index + 1 : -index - 1;
  }

  String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    return text.substring(start, Math.min(end, start + 400));
  }

  Span span(int offset) {
    int line = line(offset);
    return Span.at(path, line, offset - lineStarts[line - 1] + 1);
  }

  /** Evidence that something follows from what stands at an offset. */
  Evidence derived(int offset) {
    return Evidence.derived(Origin.REPOSITORY, span(offset), Secrets.mask(lineText(line(offset))));
  }

  /** Evidence that something is said in so many words at an offset. */
  Evidence stated(int offset) {
    return Evidence.stated(Origin.REPOSITORY, span(offset), Secrets.mask(lineText(line(offset))));
  }

  /** Evidence that a line says something in so many words. */
  Evidence statedLine(int line) {
    return stated(lineStarts[line - 1]);
  }

  /** Evidence for a place that a parser of documents found. */
  Evidence at(Span place) {
    return stated(lineStarts[Math.min(place.line(), lineStarts.length) - 1]);
  }

  /**
   * Calls {@code found} for each match in the code that begins on a line with {@code trigger} in
   * it, at the trigger or before. Only there is the pattern tried, which makes large files cheap.
   */
  void each(String trigger, Pattern pattern, Consumer<Matcher> found) {
    int at = code.indexOf(trigger);
    if (at < 0) {
      return;
    }
    Matcher matcher = pattern.matcher(code).useAnchoringBounds(false).useTransparentBounds(true);
    int from = 0;
    while (at >= 0) {
      int start = Math.max(from, code.lastIndexOf('\n', at) + 1);
      from = at + 1;
      for (int i = start; i <= at; i++) {
        if (matcher.region(i, code.length()).lookingAt()) {
          found.accept(matcher);
          from = Math.max(i + 1, matcher.end());
          break;
        }
      }
      at = code.indexOf(trigger, Math.max(from, at + 1));
    }
  }

  /** The first place where any of {@code words} stands in the code; -1 if none does. */
  int find(String... words) {
    int first = -1;
    for (String word : words) {
      int at = code.indexOf(word);
      if (at >= 0 && (first < 0 || at < first)) {
        first = at;
      }
    }
    return first;
  }
}
