package dev.slipway.hcl.syntax;

import dev.slipway.diagnostic.Outcome;
import java.util.List;

/** Reads HCL in its native and its JSON syntax. Never throws, whatever the text. */
public final class HclReader {

  private HclReader() {}

  /** A file in native syntax: {@code .tf}, {@code .tfvars}, {@code .tftest.hcl}, {@code .tofu}. */
  public static Outcome<HclFile> read(String path, String text) {
    SourceText source = new SourceText(path, text);
    Tokens tokens = Lexer.tokens(text);
    Cursor cursor = new Cursor(source, tokens);
    BodyParser parser = new BodyParser(cursor, false);
    NativeBody body = parser.file();
    if (parser.foundUnclosedBlock() && !cursor.tooDeep()) {
      cursor = new Cursor(source, tokens);
      body = new BodyParser(cursor, true).file();
    }
    return new Outcome<>(new HclFile(source, body), cursor.problems().sorted());
  }

  /** A file in JSON syntax: {@code .tf.json}, {@code .tfvars.json}. */
  public static Outcome<HclFile> readJson(String path, String text) {
    SourceText source = new SourceText(path, text);
    JsonParser parser = new JsonParser(source);
    JsonNode root = parser.file();
    if (!(root instanceof JsonNode.Obj || root instanceof JsonNode.Arr)) {
      if (parser.problems().isEmpty()) {
        parser
            .problems()
            .error(
                "SLIP-HCL-JSON",
                root.range(),
                "A file in JSON syntax holds an object",
                "Its properties are the arguments and blocks of the file.",
                "Write an object, or an array of objects.");
      }
      root = new JsonNode.Obj(List.of(), root.range());
    }
    return new Outcome<>(new HclFile(source, new JsonBody(root)), parser.problems().sorted());
  }

  /** One expression alone, such as a user's input. */
  public static Outcome<HclExpression> expression(String path, String text) {
    SourceText source = new SourceText(path, text);
    Cursor cursor = new Cursor(source, Lexer.tokens(text));
    cursor.newlines(false);
    HclExpression expression = new ExpressionParser(cursor).expression();
    if (!cursor.failed() && cursor.peek() != TokenKind.END) {
      cursor.error(
          "SLIP-HCL-EXPRESSION",
          cursor.range(cursor.peekIndex()),
          "The expression has ended before this",
          "Found " + cursor.found() + "." + Advice.behindExpression(cursor).detail(),
          Advice.behindExpression(cursor).fix());
    }
    return new Outcome<>(expression, cursor.problems().sorted());
  }
}
