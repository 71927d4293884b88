package dev.slipway.hcl.syntax;

import java.util.List;

/** What a template is made of before its directives are matched up. */
sealed interface TemplatePiece {

  Range range();

  /** The same at another place. */
  default TemplatePiece at(Range range) {
    return switch (this) {
      case Literal text -> new Literal(text.text(), range);
      case Value value -> new Value(value.expression(), range);
      case If test -> new If(test.condition(), range);
      case Else _ -> new Else(range);
      case EndIf _ -> new EndIf(range);
      case For loop -> new For(loop.head(), range);
      case EndFor _ -> new EndFor(range);
      case Broken _ -> new Broken(range);
    };
  }

  record Literal(String text, Range range) implements TemplatePiece {}

  record Value(HclExpression expression, Range range) implements TemplatePiece {}

  record If(HclExpression condition, Range range) implements TemplatePiece {}

  record Else(Range range) implements TemplatePiece {}

  record EndIf(Range range) implements TemplatePiece {}

  record For(ForParser.Head head, Range range) implements TemplatePiece {}

  record EndFor(Range range) implements TemplatePiece {}

  /** A directive that could not be read; reported already. */
  record Broken(Range range) implements TemplatePiece {}

  /**
   * Takes away the indentation that all lines have in common. Lines that are blank do not count,
   * and keep theirs; a line that begins with a sequence has none.
   */
  static void stripIndentation(List<TemplatePiece> pieces) {
    int common = Integer.MAX_VALUE;
    boolean lineStart = true;
    for (TemplatePiece piece : pieces) {
      if (lineStart) {
        common = Math.min(common, indentation(piece));
      }
      lineStart = piece instanceof Literal text && text.text().endsWith("\n");
    }
    lineStart = true;
    for (int i = 0; i < pieces.size(); i++) {
      TemplatePiece piece = pieces.get(i);
      if (lineStart && piece instanceof Literal text && indentation(text) < Integer.MAX_VALUE) {
        int start = text.range().start();
        Range rest = new Range(text.range().source(), start + common, text.range().end());
        pieces.set(i, new Literal(text.text().substring(common), rest));
      }
      lineStart = piece instanceof Literal text && text.text().endsWith("\n");
    }
  }

  private static int indentation(TemplatePiece piece) {
    if (!(piece instanceof Literal literal)) {
      return 0;
    }
    String text = literal.text();
    int blanks = 0;
    while (blanks < text.length() && Blank.is(text.charAt(blanks))) {
      blanks++;
    }
    return blanks == text.length() && text.endsWith("\n") ? Integer.MAX_VALUE : blanks;
  }
}
