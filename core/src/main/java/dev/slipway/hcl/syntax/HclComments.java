package dev.slipway.hcl.syntax;

import java.util.BitSet;

/** Where a text in Terraform's language has comments; in a string or a heredoc there are none. */
public final class HclComments {

  private final BitSet inside = new BitSet();

  private HclComments() {}

  public static HclComments of(String text) {
    HclComments comments = new HclComments();
    Tokens tokens = Lexer.tokens(text);
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.kind(i) == TokenKind.COMMENT) {
        comments.inside.set(tokens.start(i), tokens.end(i));
      }
    }
    return comments;
  }

  /** Whether the character at an offset, in UTF-16 units, is in a comment. */
  public boolean covers(int offset) {
    return inside.get(offset);
  }
}
