package dev.slipway.hcl.syntax;

import dev.slipway.hcl.syntax.HclItem.Attribute;
import dev.slipway.hcl.syntax.HclItem.Block;
import dev.slipway.hcl.syntax.HclItem.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads bodies: their arguments and blocks. */
final class BodyParser {

  private final Cursor cursor;
  private final ExpressionParser expressions;

  /** Whether an item that is indented no deeper than its block ends the block. */
  private final boolean trustIndentation;

  private boolean unclosed;

  BodyParser(Cursor cursor, boolean trustIndentation) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor);
    this.trustIndentation = trustIndentation;
  }

  /** Whether the end of the text came before the end of a block. */
  boolean foundUnclosedBlock() {
    return unclosed;
  }

  NativeBody file() {
    Items items = new Items();
    while (cursor.peek() != TokenKind.END) {
      if (cursor.peek() == TokenKind.BRACE_CLOSE) {
        strayBrace();
      } else {
        item(items, false);
      }
    }
    return new NativeBody(items.list, cursor.between(0, cursor.source().text().length()));
  }

  private void strayBrace() {
    cursor.error(
        "SLIP-HCL-BRACE",
        cursor.range(cursor.peekIndex()),
        "Closing brace without an opening one",
        "All blocks are closed already, so this brace closes nothing.",
        "Remove it, or look above for a brace too many.");
    cursor.read();
    cursor.recovered();
  }

  /** The items of one body, and where their names were first seen. */
  private static final class Items {
    final List<HclItem> list = new ArrayList<>();
    final Map<String, Attribute> attributes = new HashMap<>();
  }

  /** One item, a newline, or what stands where an item should. */
  private void item(Items items, boolean sameLine) {
    int outerColumn = cursor.itemColumn();
    switch (cursor.peek()) {
      case NEWLINE, UNCLOSED -> cursor.read();
      case IDENTIFIER -> {
        place();
        named(cursor.read(), items, sameLine);
      }
      case QUOTE_OPEN -> {
        place();
        quotedName(items, sameLine);
      }
      default -> {
        expected(cursor.peekIndex());
        cursor.read();
        cursor.skipItem();
      }
    }
    cursor.recovered();
    cursor.itemColumn(outerColumn);
  }

  private void place() {
    int column = cursor.indentation(cursor.peekIndex());
    if (column >= 0) {
      cursor.itemColumn(column);
    }
  }

  private void expected(int index) {
    if (InvalidText.reported(cursor)) {
      return;
    }
    cursor.error(
        "SLIP-HCL-ITEM",
        cursor.range(index),
        "An argument or a block is expected here",
        "A body holds arguments, `name = value`, and blocks, `type \"label\" { … }`. This is the"
            + " beginning of neither.",
        "Begin the line with a name.");
  }

  private void named(int name, Items items, boolean sameLine) {
    switch (cursor.peek()) {
      case EQUAL -> {
        cursor.read();
        attribute(new Label(cursor.text(name), false, cursor.range(name)), items, sameLine);
      }
      case QUOTE_OPEN, BRACE_OPEN, IDENTIFIER -> block(name, items, sameLine);
      case COLON, EQUAL_EQUAL, FAT_ARROW -> wrongEqual(name, items, sameLine);
      default -> {
        unusableName(name);
        cursor.skipItem();
      }
    }
  }

  private void unusableName(int name) {
    if (InvalidText.reported(cursor)) {
      return;
    }
    boolean dotted = cursor.peek() == TokenKind.DOT || cursor.peek() == TokenKind.BRACKET_OPEN;
    cursor.error(
        "SLIP-HCL-ITEM",
        cursor.range(name),
        "An argument or a block is expected here",
        dotted
            ? "An argument is set by its own name alone; a part of a value can't be assigned."
            : "Behind `"
                + cursor.text(name)
                + "` an `=` makes an argument, and a label or `{` a block; found "
                + cursor.found()
                + ".",
        dotted
            ? "Set the whole value: `" + cursor.text(name) + " = { … }`."
            : "Write `" + cursor.text(name) + " = …`, or `" + cursor.text(name) + " { … }`.");
  }

  /** {@code name: value}, {@code name := value} and the like: read as if it were right. */
  private void wrongEqual(int first, Items items, boolean sameLine) {
    int sign = cursor.read();
    if (cursor.kind(sign) == TokenKind.COLON && cursor.peek() == TokenKind.EQUAL) {
      cursor.read();
    }
    Range range = cursor.since(sign);
    cursor.error(
        "SLIP-HCL-EQUAL",
        range,
        "An argument is set by `=`",
        "`" + range.text() + "` does not set an argument.",
        "Write `" + cursor.text(first) + " = …`.");
    cursor.recovered();
    attribute(new Label(cursor.text(first), false, cursor.range(first)), items, sameLine);
  }

  /** {@code "name" = value}, as in JSON. */
  private void quotedName(Items items, boolean sameLine) {
    Label name = expressions.templates().label();
    if (cursor.failed()) {
      cursor.skipItem();
      return;
    }
    cursor.error(
        "SLIP-HCL-NAME",
        name.range(),
        "The name of an argument is not quoted",
        "Only keys of an object value may be strings; names of arguments and types of blocks are"
            + " bare words.",
        "Write " + name.text() + " without the quotes.");
    switch (cursor.peek()) {
      case EQUAL, COLON -> {
        cursor.read();
        cursor.recovered();
        attribute(name, items, sameLine);
      }
      default -> cursor.skipItem();
    }
  }

  private void attribute(Label name, Items items, boolean sameLine) {
    HclExpression value = expressions.expression();
    Range range =
        cursor.between(name.range().start(), Math.max(name.range().end(), cursor.lastEnd()));
    Attribute attribute = new Attribute(name.text(), name.range(), value, range);
    if (cursor.failed()) {
      cursor.skipItem();
    } else if (sameLine) {
      endOnSameLine();
    } else {
      endOfAttribute();
    }
    Attribute earlier = items.attributes.putIfAbsent(name.text(), attribute);
    if (earlier == null) {
      items.list.add(attribute);
    } else {
      repeated(attribute, earlier);
    }
  }

  private void repeated(Attribute attribute, Attribute earlier) {
    cursor.recovered();
    cursor.error(
        "SLIP-HCL-DUPLICATE",
        attribute.nameRange(),
        "The argument `" + attribute.name() + "` is set twice",
        "It was already set at " + earlier.nameRange() + ". Each argument may be set only once.",
        "Remove one of the two.");
  }

  private void endOfAttribute() {
    switch (cursor.peek()) {
      case NEWLINE -> cursor.read();
      case END -> {}
      case COMMA -> {
        cursor.error(
            "SLIP-HCL-NEWLINE",
            cursor.range(cursor.peekIndex()),
            "Arguments are not separated by commas",
            "Each argument of a body stands on a line of its own.",
            "Remove the comma.");
        cursor.read();
      }
      default -> {
        missingNewline("argument");
        resume();
      }
    }
  }

  private void missingNewline(String what) {
    if (InvalidText.reported(cursor)) {
      return;
    }
    Advice.Wording advice = Advice.behindExpression(cursor);
    cursor.error(
        "SLIP-HCL-NEWLINE",
        cursor.range(cursor.peekIndex()),
        "The " + what + " does not end with its line",
        "Behind it a newline is expected; found " + cursor.found() + "." + advice.detail(),
        advice.fix());
  }

  /** Goes on at once where another item seems to begin, and on the next line otherwise. */
  private void resume() {
    TokenKind second = cursor.peekSecond();
    boolean item =
        cursor.peek() == TokenKind.IDENTIFIER
            && (second == TokenKind.EQUAL
                || second == TokenKind.QUOTE_OPEN
                || second == TokenKind.BRACE_OPEN);
    if (!item && cursor.peek() != TokenKind.BRACE_CLOSE) {
      cursor.skipItem();
    }
  }

  private void block(int type, Items items, boolean sameLine) {
    List<Label> labels = new ArrayList<>();
    while (cursor.peek() == TokenKind.QUOTE_OPEN || cursor.peek() == TokenKind.IDENTIFIER) {
      labels.add(label());
      cursor.recovered();
    }
    Range header = cursor.since(type);
    HclBody body = new NativeBody(List.of(), cursor.between(header.end(), header.end()));
    if (cursor.peek() == TokenKind.BRACE_OPEN) {
      body = body(type, header);
    } else {
      noBrace(type, header);
    }
    items.list.add(
        new Block(cursor.text(type), cursor.range(type), labels, body, header, cursor.since(type)));
    endOfBlock(sameLine);
  }

  private Label label() {
    if (cursor.peek() == TokenKind.QUOTE_OPEN) {
      return expressions.templates().label();
    }
    int word = cursor.read();
    return new Label(cursor.text(word), false, cursor.range(word));
  }

  private void noBrace(int type, Range header) {
    if (InvalidText.reported(cursor)) {
      return;
    }
    boolean equal = cursor.peek() == TokenKind.EQUAL;
    boolean line = cursor.peek() == TokenKind.NEWLINE || cursor.peek() == TokenKind.END;
    cursor.error(
        "SLIP-HCL-BLOCK",
        line ? header : cursor.range(cursor.peekIndex()),
        "The header of the block is not complete",
        equal
            ? "`=` sets an argument; a block with labels has its body in braces."
            : "Behind the labels of a block stands `{`, on the same line; found "
                + cursor.found()
                + ".",
        equal ? "Remove the `=`." : "Write `" + header.text() + " {`.");
    if (equal && cursor.peekSecond() == TokenKind.BRACE_OPEN) {
      cursor.read();
      body(type, header);
    }
  }

  private NativeBody body(int type, Range header) {
    int open = cursor.read();
    int column = cursor.indentation(type);
    Items items = new Items();
    if (!cursor.enter()) {
      return new NativeBody(List.of(), cursor.between(cursor.end(open), cursor.end(open)));
    }
    boolean outer = cursor.newlines(true);
    boolean oneLine = firstOnSameLine(items);
    boolean without = endsWithout(column);
    while (!without && cursor.peek() != TokenKind.BRACE_CLOSE) {
      item(items, oneLine);
      without = endsWithout(column);
    }
    cursor.newlines(outer);
    int start = cursor.end(open);
    int end = Math.max(start, cursor.start(cursor.peekIndex()));
    if (without) {
      unclosed(header, open);
    } else {
      cursor.read();
    }
    cursor.leave();
    return new NativeBody(items.list, cursor.between(start, end));
  }

  /** Whether the body ends here although its brace is missing. */
  private boolean endsWithout(int column) {
    TokenKind kind = cursor.peek();
    if (kind == TokenKind.END || !trustIndentation || column < 0) {
      return kind == TokenKind.END;
    }
    int indentation = cursor.indentation(cursor.peekIndex());
    return kind == TokenKind.IDENTIFIER && indentation >= 0 && indentation <= column
        || kind == TokenKind.BRACE_CLOSE && indentation >= 0 && indentation < column;
  }

  private void unclosed(Range header, int open) {
    unclosed = true;
    cursor.recovered();
    cursor.error(
        "SLIP-HCL-UNCLOSED",
        header.to(cursor.range(open)),
        "The block is not closed",
        "Its `{` has no `}` before "
            + (cursor.peek() == TokenKind.END
                ? "the end of the file."
                : cursor.found()
                    + " at "
                    + cursor.range(cursor.peekIndex())
                    + ", by the indentation."),
        "Add the closing brace.");
    cursor.recovered();
  }

  /**
   * A body that begins on the line of its brace holds one argument and ends on that line. Reports
   * whether items may go on there after an error.
   */
  private boolean firstOnSameLine(Items items) {
    switch (cursor.peek()) {
      case NEWLINE, END, BRACE_CLOSE -> {
        return false;
      }
      default -> {
        int first = cursor.peekIndex();
        if (cursor.peek() == TokenKind.IDENTIFIER && isBlockStart(cursor.peekSecond())) {
          cursor.slip(
              "SLIP-HCL-ONE-LINE",
              cursor.range(first),
              "A block may not stand on the line of its parent",
              "A block on one line holds a single argument and no blocks.",
              "Begin a new line behind `{`.");
        }
        item(items, true);
        if (cursor.peek() != TokenKind.BRACE_CLOSE) {
          notOneArgument();
        }
        return true;
      }
    }
  }

  private static boolean isBlockStart(TokenKind second) {
    return second == TokenKind.QUOTE_OPEN
        || second == TokenKind.BRACE_OPEN
        || second == TokenKind.IDENTIFIER;
  }

  private void notOneArgument() {
    if (cursor.peek() == TokenKind.END) {
      return;
    }
    cursor.slip(
        "SLIP-HCL-ONE-LINE",
        cursor.range(cursor.peekIndex()),
        "A block on one line holds a single argument",
        "Behind the argument on the line of `{` stands `}`, on the same line; found "
            + cursor.found()
            + ".",
        "Put each argument on a line of its own, and the braces around them.");
    cursor.readIf(TokenKind.COMMA);
  }

  private void endOnSameLine() {
    switch (cursor.peek()) {
      case NEWLINE, END, BRACE_CLOSE, COMMA -> {}
      default -> {
        missingNewline("argument");
        resume();
      }
    }
  }

  private void endOfBlock(boolean sameLine) {
    if (cursor.failed()) {
      cursor.skipItem();
      return;
    }
    switch (cursor.peek()) {
      case NEWLINE -> {
        if (!sameLine) {
          cursor.read();
        }
      }
      case END -> {}
      default -> {
        if (!atItem()) {
          missingNewline("block");
          resume();
        }
      }
    }
  }

  /** Whether the next item begins here: then the block before it was not closed. */
  private boolean atItem() {
    return (cursor.peek() == TokenKind.IDENTIFIER || cursor.peek() == TokenKind.BRACE_CLOSE)
        && cursor.indentation(cursor.peekIndex()) >= 0;
  }
}
