package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.hcl.syntax.HclExpression.Template;
import dev.slipway.hcl.syntax.HclItem.Label;
import java.util.ArrayList;
import java.util.List;

/** Reads quoted strings and heredocs up to a flat list of their pieces. */
final class TemplateParser {

  private static final List<String> DIRECTIVES = List.of("if", "else", "endif", "for", "endfor");

  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final ForParser loops;

  TemplateParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.loops = new ForParser(cursor, expressions);
  }

  HclExpression template() {
    int open = cursor.read();
    boolean heredoc = cursor.kind(open) == TokenKind.HEREDOC_OPEN;
    List<TemplatePiece> pieces = pieces(open, false);
    if (heredoc && cursor.text(open).startsWith("<<-")) {
      TemplatePiece.stripIndentation(pieces);
    }
    List<HclExpression.Part> parts = new TemplateTree(cursor, pieces).parts();
    return new Template(parts, heredoc, cursor.since(open));
  }

  /** A whole text as a template, without quotes around it. */
  Template bare() {
    List<TemplatePiece> pieces = pieces(-1, true);
    List<HclExpression.Part> parts = new TemplateTree(cursor, pieces).parts();
    return new Template(parts, false, cursor.between(0, cursor.source().text().length()));
  }

  /** A quoted string in which nothing is computed. */
  Label label() {
    int open = cursor.read();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (cursor.peek()) {
        case QUOTE_CLOSE -> {
          cursor.read();
          return new Label(text.toString(), true, cursor.since(open));
        }
        case QUOTED_TEXT -> text.append(StringText.unescaped(cursor, cursor.read()));
        case INVALID -> stray(open);
        case INTERPOLATION_OPEN, DIRECTIVE_OPEN -> computedLabel();
        default -> {
          unclosed(open);
          return new Label(text.toString(), true, cursor.since(open));
        }
      }
    }
  }

  private void computedLabel() {
    String sign = cursor.text(cursor.peekIndex()).substring(0, 1);
    cursor.slip(
        "SLIP-HCL-LABEL",
        cursor.range(cursor.peekIndex()),
        "A label can't be computed",
        "Labels and quoted names are fixed texts, without templates in them.",
        "Write " + sign + sign + "{ where the text itself has " + sign + "{.");
    cursor.read();
    boolean before = cursor.failed();
    cursor.skipBehind(TokenKind.SEQUENCE_CLOSE);
    if (!before) {
      cursor.recovered();
    }
  }

  /**
   * @param open the token that opens the template; negative for a bare one, which none opens
   */
  private List<TemplatePiece> pieces(int open, boolean bare) {
    List<TemplatePiece> pieces = new ArrayList<>();
    boolean outer = cursor.newlines(true);
    boolean trimNext = false;
    while (true) {
      int index = cursor.peekIndex();
      switch (cursor.peek()) {
        case QUOTED_TEXT -> {
          cursor.read();
          literal(pieces, StringText.quoted(cursor, index), index, trimNext);
          trimNext = false;
        }
        case HEREDOC_TEXT -> {
          cursor.read();
          literal(pieces, StringText.heredoc(cursor, index), index, trimNext);
          trimNext = false;
        }
        case INVALID -> stray(open);
        case INTERPOLATION_OPEN, DIRECTIVE_OPEN -> {
          trimBefore(pieces, index);
          trimNext = sequence(pieces, open);
        }
        default -> {
          end(open, bare);
          cursor.newlines(outer);
          return pieces;
        }
      }
    }
  }

  private void literal(List<TemplatePiece> pieces, String text, int index, boolean trim) {
    pieces.add(
        new TemplatePiece.Literal(trim ? Blank.stripStart(text) : text, cursor.range(index)));
  }

  /** {@code ~} behind an opening sign takes away the blanks of the literal piece before it. */
  private void trimBefore(List<TemplatePiece> pieces, int open) {
    boolean marked = cursor.end(open) - cursor.start(open) == 3;
    if (marked && !pieces.isEmpty() && pieces.getLast() instanceof TemplatePiece.Literal text) {
      pieces.set(
          pieces.size() - 1, new TemplatePiece.Literal(Blank.stripEnd(text.text()), text.range()));
    }
  }

  private void end(int open, boolean bare) {
    if (bare) {
      rest();
      return;
    }
    switch (cursor.peek()) {
      case QUOTE_CLOSE, HEREDOC_CLOSE -> cursor.read();
      default -> unclosed(open);
    }
  }

  /** A template without signs around it ends with the text; what stands there is wrong already. */
  private void rest() {
    while (cursor.peek() != TokenKind.END) {
      cursor.read();
    }
  }

  private void unclosed(int open) {
    boolean heredoc = cursor.kind(open) == TokenKind.HEREDOC_OPEN;
    String marker = heredoc ? StringText.marker(cursor.text(open)) : "\"";
    cursor.error(
        heredoc ? "SLIP-HCL-HEREDOC" : "SLIP-HCL-STRING",
        cursor.range(open),
        heredoc ? "The heredoc is not closed" : "The string is not closed",
        heredoc
            ? "No line behind it holds `"
                + marker
                + "` alone; the last line of a file counts only when a newline ends it."
            : "Its closing quote is missing at the end of the line.",
        heredoc
            ? "Put `" + marker + "` on a line of its own where the text ends."
            : "Add \" where the string ends.");
    cursor.readIf(TokenKind.UNCLOSED);
    if (!heredoc) {
      cursor.recovered();
    }
  }

  /** A line break where none may be: in a quoted string, or as a lone carriage return. */
  private void stray(int open) {
    int index = cursor.read();
    if (open < 0 || cursor.kind(open) == TokenKind.HEREDOC_OPEN) {
      boolean failed = cursor.failed();
      InvalidText.report(cursor, index);
      if (!failed) {
        cursor.recovered();
      }
      return;
    }
    cursor.slip(
        "SLIP-HCL-STRING",
        cursor.range(open),
        "A quoted string ends with its line",
        "The string that begins here goes on in the next line.",
        "Write \\n for a newline, or a heredoc: `<<-EOT`, the lines, `EOT`.");
  }

  /** Reads a sequence; whether it takes away the blanks behind it. */
  private boolean sequence(List<TemplatePiece> pieces, int template) {
    int open = cursor.read();
    boolean outer = cursor.newlines(false);
    boolean directive = cursor.kind(open) == TokenKind.DIRECTIVE_OPEN;
    TemplatePiece piece =
        directive
            ? directive(open)
            : new TemplatePiece.Value(expressions.expression(), cursor.range(open));
    boolean trim = false;
    if (!cursor.failed() && cursor.peek() == TokenKind.SEQUENCE_CLOSE) {
      int close = cursor.read();
      trim = cursor.end(close) - cursor.start(close) == 2;
    } else {
      unclosedSequence(open, template);
    }
    pieces.add(piece.at(cursor.since(open)));
    cursor.newlines(outer);
    return trim;
  }

  private void unclosedSequence(int open, int template) {
    String sign = cursor.text(open).substring(0, 2);
    String escape = sign.charAt(0) + sign;
    cursor.error(
        "SLIP-HCL-TEMPLATE",
        cursor.peek() == TokenKind.UNCLOSED || cursor.atItem()
            ? cursor.range(open)
            : cursor.range(cursor.peekIndex()),
        "The template sequence does not end here",
        "`"
            + sign
            + "` at "
            + cursor.range(open)
            + " holds one expression and then `}`; found "
            + cursor.found()
            + ".",
        "Close it by `}`; where the text is meant for another program, write `" + escape + "`.");
    if (cursor.skipBehind(TokenKind.SEQUENCE_CLOSE)) {
      cursor.recovered();
    } else {
      cursor.readIf(TokenKind.UNCLOSED);
    }
  }

  private TemplatePiece directive(int open) {
    Range range = cursor.range(open);
    int word = cursor.peekIndex();
    if (cursor.peek() != TokenKind.IDENTIFIER) {
      unknownDirective("Found " + cursor.found() + ".");
      return new TemplatePiece.Broken(range);
    }
    cursor.read();
    return switch (cursor.text(word)) {
      case "if" -> new TemplatePiece.If(expressions.expression(), range);
      case "for" -> loop(range);
      case "else" -> new TemplatePiece.Else(range);
      case "endif" -> new TemplatePiece.EndIf(range);
      case "endfor" -> new TemplatePiece.EndFor(range);
      default -> {
        wrongDirective(word);
        yield new TemplatePiece.Broken(range);
      }
    };
  }

  private TemplatePiece loop(Range range) {
    ForParser.Head head = loops.head();
    return head == null ? new TemplatePiece.Broken(range) : new TemplatePiece.For(head, range);
  }

  private void unknownDirective(String detail) {
    cursor.error(
        "SLIP-HCL-DIRECTIVE",
        cursor.range(cursor.peekIndex()),
        "A directive begins with if, else, endif, for or endfor",
        detail,
        "Write %%{ where the text itself has %{.");
  }

  private void wrongDirective(int word) {
    String text = cursor.text(word);
    boolean chain = text.equals("elif") || text.equals("elsif") || text.equals("elseif");
    cursor.error(
        "SLIP-HCL-DIRECTIVE",
        cursor.range(word),
        "There is no directive `" + text + "`",
        chain
            ? "An `else` can't have a condition of its own; another `if` nests in it."
            : "Templates know if, else, endif, for and endfor."
                + Suggestion.sentence(text, DIRECTIVES),
        chain
            ? "Write %{ else }%{ if … }…%{ endif }%{ endif }."
            : "Write %%{ where the text itself has %{.");
  }
}
