package dev.slipway.hcl.syntax;

/**
 * A piece of the text. Between two tokens stand only spaces and tabs.
 *
 * @param start offset of the first code unit
 * @param end offset after the last one
 */
record Token(TokenKind kind, int start, int end) {}
