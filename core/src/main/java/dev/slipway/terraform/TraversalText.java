package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclExpression.Step;
import dev.slipway.hcl.syntax.HclExpression.Traversal;
import dev.slipway.hcl.syntax.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a reference that is written as a string. All its parts have the string's place. */
final class TraversalText {

  /** Longer ones are no numbers of instances. */
  private static final int DIGIT_LIMIT = 30;

  private final String text;
  private final Range range;
  private int at;

  private TraversalText(String text, Range range) {
    this.text = text;
    this.range = range;
  }

  static Optional<Traversal> read(String text, Range range) {
    return new TraversalText(text, range).read();
  }

  private Optional<Traversal> read() {
    skipSpace();
    Optional<String> root = identifier();
    if (root.isEmpty()) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    skipSpace();
    while (at < text.length()) {
      Optional<Step> step = step();
      if (step.isEmpty()) {
        return Optional.empty();
      }
      steps.add(step.get());
      skipSpace();
    }
    return Optional.of(new Traversal(root.get(), range, steps, range));
  }

  private Optional<Step> step() {
    if (take('.')) {
      skipSpace();
      return identifier().map(name -> new Step.Attribute(name, range));
    }
    if (!take('[')) {
      return Optional.empty();
    }
    skipSpace();
    Optional<Step> key = at < text.length() && text.charAt(at) == '"' ? key() : index();
    skipSpace();
    return take(']') ? key : Optional.empty();
  }

  private Optional<Step> key() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      if (text.charAt(end) == '\\') {
        return Optional.empty();
      }
      end++;
    }
    if (end == text.length()) {
      return Optional.empty();
    }
    String key = text.substring(at + 1, end);
    at = end + 1;
    return Optional.of(new Step.Key(key, range));
  }

  private Optional<Step> index() {
    int start = at;
    while (at < text.length() && Character.isDigit(text.charAt(at)) && at - start < DIGIT_LIMIT) {
      at++;
    }
    return at == start
        ? Optional.empty()
        : Optional.of(new Step.Index(new BigDecimal(text.substring(start, at)), range));
  }

  private Optional<String> identifier() {
    int start = at;
    int end = at;
    while (end < text.length()) {
      int letter = text.codePointAt(end);
      int next = end + Character.charCount(letter);
      if (!(end == start
          ? Names.isIdentifier(text.substring(start, next))
          : Names.continues(letter))) {
        break;
      }
      end = next;
    }
    at = end;
    return end == start ? Optional.empty() : Optional.of(text.substring(start, end));
  }

  private boolean take(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  private void skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }
}
