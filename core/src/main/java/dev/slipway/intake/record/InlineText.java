package dev.slipway.intake.record;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * The plain text of one block's inline content, and where each piece of it is. Line breaks are
 * {@code \n}.
 */
final class InlineText {

  private static final int DEPTH_LIMIT = 60;

  private static final Pattern WIKI_LINK =
      Pattern.compile("(!?)\\[\\[([^\\]|\\n]{1,200})(?:\\|([^\\]\\n]{1,200}))?]]");
  private static final Pattern STRUCK = Pattern.compile("~~[^~\\n]{1,400}~~");

  /** What people leave in a form that they did not fill in. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\{[^}\\n]{0,120}}|_{3,}|\\bYYYY-MM-DD\\b|\\b(?:TBD|TBA|TODO|FIXME|XXX)\\b|\\?{2,}|\\[(?!["
              + " xX]])(?!ADR|IMPL|SEC)[A-Za-z][^\\]\\n]{1,120}](?!\\()|<[A-Za-z][^>\\n]{0,80}>");

  final StringBuilder text = new StringBuilder();
  final List<Integer> offsets = new ArrayList<>();
  final List<Integer> lines = new ArrayList<>();
  final List<Integer> columns = new ArrayList<>();
  final List<String> links = new ArrayList<>();
  private final List<int[]> code = new ArrayList<>();
  private final List<int[]> bold = new ArrayList<>();

  /** The inline content of {@code block}. */
  static InlineText of(Node block, int lineOffset) {
    InlineText inline = new InlineText();
    for (SourceSpan span : block.getSourceSpans().stream().limit(1).toList()) {
      inline.place(span, lineOffset);
    }
    for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
      inline.add(child, lineOffset, 0);
    }
    inline.replaceWikiLinks();
    return inline;
  }

  private void add(Node node, int lineOffset, int depth) {
    if (depth > DEPTH_LIMIT) {
      return;
    }
    switch (node) {
      case Text literal -> append(literal.getLiteral(), node, lineOffset);
      case Code literal -> {
        int start = text.length();
        append(literal.getLiteral(), node, lineOffset);
        code.add(new int[] {start, text.length()});
      }
      case SoftLineBreak newline -> text.append('\n');
      case HardLineBreak newline -> text.append('\n');
      case Image image -> {}
      case HtmlInline html -> {
        if (html.getLiteral().regionMatches(true, 0, "<br", 0, 3)) {
          text.append('\n');
        }
      }
      case Link link -> {
        links.add(link.getDestination());
        children(node, lineOffset, depth);
      }
      case StrongEmphasis strong -> emphasis(node, lineOffset, depth);
      case Emphasis emphasis -> emphasis(node, lineOffset, depth);
      default -> children(node, lineOffset, depth);
    }
  }

  private void emphasis(Node node, int lineOffset, int depth) {
    int start = text.length();
    children(node, lineOffset, depth);
    bold.add(new int[] {start, text.length()});
  }

  private void children(Node node, int lineOffset, int depth) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      add(child, lineOffset, depth + 1);
    }
  }

  private void append(String literal, Node node, int lineOffset) {
    node.getSourceSpans().stream().findFirst().ifPresent(s -> place(s, lineOffset));
    text.append(literal);
  }

  private void place(SourceSpan span, int lineOffset) {
    offsets.add(text.length());
    lines.add(span.getLineIndex() + 1 + lineOffset);
    columns.add(span.getColumnIndex() + 1);
  }

  /** {@code [[note|text]]} reads as its text; lengths stay, so that places stay right. */
  private void replaceWikiLinks() {
    if (text.indexOf("[[") < 0) {
      return;
    }
    Matcher matcher = WIKI_LINK.matcher(text.toString());
    while (matcher.find()) {
      String shown = matcher.group(3) == null ? matcher.group(2) : matcher.group(3);
      if (matcher.group(1).isEmpty()) {
        links.add(matcher.group(2));
      } else {
        shown = "";
      }
      blank(matcher.start(), matcher.end());
      int at = shown.isEmpty() ? matcher.start() : matcher.end() - 2 - shown.length();
      text.replace(at, at + shown.length(), shown);
    }
  }

  /** The text with placeholders and struck-out words as spaces; code is left alone. */
  String withoutPlaceholders() {
    if (text.indexOf("{") < 0
        && text.indexOf("_") < 0
        && text.indexOf("[") < 0
        && text.indexOf("<") < 0
        && text.indexOf("~~") < 0
        && text.indexOf("??") < 0
        && text.indexOf("T") < 0
        && text.indexOf("X") < 0
        && text.indexOf("YYYY") < 0) {
      return text.toString();
    }
    StringBuilder cleaned = new StringBuilder(text);
    for (Pattern pattern : List.of(STRUCK, PLACEHOLDER)) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (!inCode(matcher.start())) {
          for (int i = matcher.start(); i < matcher.end(); i++) {
            cleaned.setCharAt(i, ' ');
          }
        }
      }
    }
    return cleaned.toString();
  }

  private boolean inCode(int offset) {
    return code.stream().anyMatch(c -> offset >= c[0] && offset < c[1]);
  }

  /** Where emphasis that begins at {@code offset} ends, or -1. */
  int emphasisEnd(int offset) {
    return bold.stream()
        .filter(b -> b[0] == offset && b[1] > offset)
        .mapToInt(b -> b[1])
        .max()
        .orElse(-1);
  }

  private void blank(int start, int end) {
    for (int i = start; i < end; i++) {
      text.setCharAt(i, ' ');
    }
  }
}
