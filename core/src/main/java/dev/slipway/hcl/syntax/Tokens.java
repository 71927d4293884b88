package dev.slipway.hcl.syntax;

import java.util.Arrays;

/** The tokens of a text in order; the last one is {@link TokenKind#END}. */
final class Tokens {

  private TokenKind[] kinds;
  private int[] starts;
  private int[] ends;
  private int size;

  Tokens(int expected) {
    kinds = new TokenKind[expected];
    starts = new int[expected];
    ends = new int[expected];
  }

  void add(TokenKind kind, int start, int end) {
    if (size == kinds.length) {
      int larger = size + (size >> 1) + 16;
      kinds = Arrays.copyOf(kinds, larger);
      starts = Arrays.copyOf(starts, larger);
      ends = Arrays.copyOf(ends, larger);
    }
    kinds[size] = kind;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  int size() {
    return size;
  }

  TokenKind kind(int index) {
    return kinds[index];
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  Token get(int index) {
    return new Token(kinds[index], starts[index], ends[index]);
  }
}
