package dev.slipway.terraform;

import dev.slipway.hcl.syntax.HclItem.Label;

/** What names may look like. */
final class Names {

  private Names() {}

  /** Whether the language could write it without quotes. */
  static boolean isIdentifier(String name) {
    if (name.isEmpty()) {
      return false;
    }
    int first = name.codePointAt(0);
    if (first != '_' && !Character.isUnicodeIdentifierStart(first)) {
      return false;
    }
    return name.codePoints().skip(1).allMatch(Names::continues);
  }

  static boolean continues(int letter) {
    return letter == '-'
        || (Character.isUnicodeIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter));
  }

  /** Reports a label that is no proper name. */
  static void check(Label label, String kind, Report report) {
    if (!isIdentifier(label.text())) {
      report.error(
          "NAME",
          label.range(),
          "Invalid name of " + kind,
          "A name begins with a letter or underscore and has only letters, digits, underscores and"
              + " dashes.",
          "Choose such a name.");
    }
  }
}
