package dev.slipway.hcl.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line as far as layout goes; a heredoc belongs to the line that it begins on.
 *
 * @param lead what stands first
 * @param assignment from the equals sign on, where all brackets opened behind it are closed again;
 *     else empty
 * @param comment at the end of the line, behind something else
 */
record FormatLine(
    List<FormatToken> lead, List<FormatToken> assignment, Optional<FormatToken> comment) {

  /** The lines of a text, which are views of {@code tokens}. */
  static List<FormatLine> lines(List<FormatToken> tokens) {
    List<FormatLine> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).is(TokenKind.END)) {
        lines.add(line(tokens.subList(start, i)));
      } else if (tokens.get(i).endsLine()) {
        lines.add(line(tokens.subList(start, i + 1)));
        start = i + 1;
      }
    }
    return lines;
  }

  private static FormatLine line(List<FormatToken> tokens) {
    boolean commented = tokens.size() > 1 && tokens.getLast().is(TokenKind.COMMENT);
    Optional<FormatToken> comment = commented ? Optional.of(tokens.getLast()) : Optional.empty();
    List<FormatToken> code = commented ? tokens.subList(0, tokens.size() - 1) : tokens;
    for (int i = 1; i < code.size(); i++) {
      if (code.get(i).is(TokenKind.EQUAL)) {
        List<FormatToken> assignment = code.subList(i, code.size());
        return brackets(assignment) == 0
            ? new FormatLine(code.subList(0, i), assignment, comment)
            : new FormatLine(code, List.of(), comment);
      }
    }
    return new FormatLine(code, List.of(), comment);
  }

  private static int brackets(List<FormatToken> tokens) {
    int open = 0;
    for (FormatToken token : tokens) {
      open += token.bracket();
    }
    return open;
  }

  /** How many more brackets this line opens than it closes. */
  int openedBrackets() {
    int open = 0;
    for (FormatToken token : lead) {
      open += token.bracket();
      if (token.is(TokenKind.HEREDOC_OPEN)) {
        break;
      }
    }
    return open;
  }

  static int columns(List<FormatToken> tokens) {
    int columns = 0;
    for (FormatToken token : tokens) {
      columns += token.columns();
    }
    return columns;
  }
}
