package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclExpression.Part;
import java.util.ArrayList;
import java.util.List;

/** Matches up the directives of a template. */
final class TemplateTree {

  private final Cursor cursor;
  private final List<TemplatePiece> pieces;
  private int next;

  TemplateTree(Cursor cursor, List<TemplatePiece> pieces) {
    this.cursor = cursor;
    this.pieces = pieces;
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    while (next < pieces.size()) {
      collect(parts);
      if (next < pieces.size()) {
        unexpected(pieces.get(next++));
      }
    }
    return parts;
  }

  private void unexpected(TemplatePiece end) {
    cursor.slip(
        "SLIP-HCL-DIRECTIVE",
        end.range(),
        "This directive ends nothing",
        "No `if` or `for` that it could belong to is open here.",
        "Remove it, or look for one that was closed too early.");
  }

  /** Collects parts up to a directive that does not begin anything. */
  private void collect(List<Part> parts) {
    while (next < pieces.size()) {
      TemplatePiece piece = pieces.get(next);
      switch (piece) {
        case TemplatePiece.Literal text -> literal(parts, text);
        case TemplatePiece.Value value -> {
          next++;
          parts.add(new Part.Interpolation(value.expression(), value.range()));
        }
        case TemplatePiece.If test -> parts.add(condition(test));
        case TemplatePiece.For loop -> parts.add(loop(loop));
        case TemplatePiece.Broken broken -> {
          next++;
          parts.add(
              new Part.Interpolation(new HclExpression.Invalid(broken.range()), broken.range()));
        }
        case TemplatePiece.Else _, TemplatePiece.EndIf _, TemplatePiece.EndFor _ -> {
          return;
        }
      }
    }
  }

  /** Joins neighbors in one go: a heredoc has as many as it has lines. */
  private void literal(List<Part> parts, TemplatePiece.Literal first) {
    next++;
    if (!(next < pieces.size() && pieces.get(next) instanceof TemplatePiece.Literal)) {
      parts.add(new Part.Text(first.text(), first.range()));
      return;
    }
    StringBuilder text = new StringBuilder(first.text());
    Range range = first.range();
    while (next < pieces.size() && pieces.get(next) instanceof TemplatePiece.Literal more) {
      text.append(more.text());
      range = range.to(more.range());
      next++;
    }
    parts.add(new Part.Text(text.toString(), range));
  }

  private Part condition(TemplatePiece.If test) {
    next++;
    List<Part> then = new ArrayList<>();
    List<Part> otherwise = new ArrayList<>();
    Range end = test.range();
    if (cursor.enter()) {
      collect(then);
      if (next < pieces.size() && pieces.get(next) instanceof TemplatePiece.Else) {
        next++;
        collect(otherwise);
      }
      if (next < pieces.size() && pieces.get(next) instanceof TemplatePiece.EndIf close) {
        end = close.range();
        next++;
      } else {
        open(test, "if", "endif");
      }
      cursor.leave();
    }
    return new Part.If(test.condition(), then, otherwise, test.range().to(end));
  }

  private Part loop(TemplatePiece.For loop) {
    next++;
    List<Part> body = new ArrayList<>();
    Range end = loop.range();
    if (cursor.enter()) {
      collect(body);
      if (next < pieces.size() && pieces.get(next) instanceof TemplatePiece.EndFor close) {
        end = close.range();
        next++;
      } else {
        open(loop, "for", "endfor");
      }
      cursor.leave();
    }
    ForParser.Head head = loop.head();
    return new Part.For(head.key(), head.value(), head.collection(), body, loop.range().to(end));
  }

  private void open(TemplatePiece begin, String word, String end) {
    TemplatePiece found = next < pieces.size() ? pieces.get(next) : null;
    cursor.slip(
        "SLIP-HCL-DIRECTIVE",
        begin.range(),
        "The directive `" + word + "` is not closed",
        found == null
            ? "The template ends before its %{ " + end + " }."
            : "At "
                + found.range()
                + " stands `"
                + found.range().text()
                + "` where its %{ "
                + end
                + " } is expected.",
        "Add %{ " + end + " }.");
    next = found == null ? next : next + 1;
  }
}
