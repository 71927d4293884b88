package dev.slipway.cli;

import java.io.PrintStream;
import java.util.List;

/** Prints sentences as indented paragraphs of a width that reads well. */
final class Paragraphs {

  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  private Paragraphs() {}

  /** Wraps lines; one that begins with two spaces is something to copy and stays as it is. */
  static void print(PrintStream out, String text) {
    for (String line : List.of(text.split("\n", -1))) {
      if (line.startsWith("  ")) {
        out.println(INDENT + line);
      } else {
        wrap(out, line);
      }
    }
  }

  private static void wrap(PrintStream out, String text) {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : List.of(text.split(" ", -1))) {
      if (line.length() + word.length() >= WIDTH && line.length() > INDENT.length()) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    if (!line.toString().isBlank()) {
      out.println(line.toString().stripTrailing());
    }
  }
}
