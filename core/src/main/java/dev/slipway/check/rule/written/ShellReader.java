package dev.slipway.check.rule.written;

import java.util.ArrayList;
import java.util.List;

/** Splits a script into commands and words, once from left to right. */
final class ShellReader {

  private final String script;
  private final List<ShellCommand> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean piped;
  private int at;

  ShellReader(String script) {
    this.script = script;
  }

  List<ShellCommand> commands() {
    while (at < script.length()) {
      step(script.charAt(at));
    }
    endCommand(false);
    return List.copyOf(commands);
  }

  private void step(char c) {
    switch (c) {
      case '\'', '"' -> quoted(c);
      case '\\' -> escaped();
      case ' ', '\t', '\r' -> {
        endWord();
        at++;
      }
      case '\n', ';', '(', ')' -> {
        endCommand(false);
        at++;
      }
      case '&', '|' -> operator(c);
      case '#' -> {
        if (inWord) {
          take(c);
        } else {
          int end = script.indexOf('\n', at);
          at = end < 0 ? script.length() : end;
        }
      }
      default -> take(c);
    }
  }

  private void take(char c) {
    word.append(c);
    inWord = true;
    at++;
  }

  private void operator(char c) {
    boolean twice = at + 1 < script.length() && script.charAt(at + 1) == c;
    boolean redirection =
        c == '&'
            && (at > 0 && script.charAt(at - 1) == '>'
                || at + 1 < script.length() && script.charAt(at + 1) == '>');
    if (redirection) {
      take(c);
      return;
    }
    endCommand(c == '|' && !twice);
    at += twice ? 2 : 1;
  }

  private void escaped() {
    boolean lineEnd = script.startsWith("\\\n", at) || script.startsWith("\\\r\n", at);
    if (lineEnd) {
      endWord();
      at = script.indexOf('\n', at) + 1;
    } else {
      at++;
      if (at < script.length()) {
        take(script.charAt(at));
      }
    }
  }

  private void quoted(char quote) {
    inWord = true;
    at++;
    while (at < script.length() && script.charAt(at) != quote) {
      if (quote == '"' && script.charAt(at) == '\\' && at + 1 < script.length()) {
        at++;
      }
      word.append(script.charAt(at));
      at++;
    }
    at++;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void endCommand(boolean pipes) {
    endWord();
    if (!words.isEmpty()) {
      commands.add(new ShellCommand(words, piped));
      words = new ArrayList<>();
    }
    piped = pipes;
  }
}
