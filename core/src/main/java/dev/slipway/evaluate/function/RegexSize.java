package dev.slipway.evaluate.function;

import dev.slipway.evaluate.Function.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;

/** How large a regular expression becomes when its counted repetitions are written out. */
final class RegexSize {

  static final long LIMIT = 100_000;

  private static final int DEPTH_LIMIT = 1_000;

  private RegexSize() {}

  /** The size, in pieces of pattern; of what is no pattern at all, any. */
  static long of(String pattern, int argument) throws Refusal {
    Deque<Long> outer = new ArrayDeque<>();
    long size = 0;
    long atom = 0;
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> {
          size += atom = 1;
          i++;
        }
        case '[' -> {
          size += atom = 1;
          i = classEnd(pattern, i);
        }
        case '(' -> {
          outer.push(size);
          size = 0;
        }
        case ')' -> {
          atom = size + 1;
          size = atom + (outer.isEmpty() ? 0 : outer.pop());
        }
        case '{' -> size = Math.min(LIMIT * 2, size + atom * repetitions(pattern, i));
        default -> size += atom = 1;
      }
      if (outer.size() > DEPTH_LIMIT) {
        throw new Refusal(argument, "the expression nests too deeply");
      }
    }
    return size;
  }

  private static int classEnd(String pattern, int start) {
    int i = start + 1;
    // A bracket that comes first stands for itself.
    i += pattern.startsWith("^", i) ? 2 : 1;
    while (i < pattern.length() && pattern.charAt(i) != ']') {
      i += pattern.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** The greatest number within the braces; 0 when they hold no numbers. */
  private static long repetitions(String pattern, int brace) {
    long greatest = 0;
    long number = 0;
    for (int i = brace + 1; i < pattern.length() && i < brace + 12; i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        number = number * 10 + c - '0';
        greatest = Math.max(greatest, number);
      } else if (c == ',') {
        number = 0;
      } else {
        return c == '}' ? greatest : 0;
      }
    }
    return 0;
  }
}
