package dev.slipway.check.policy;

import dev.slipway.blueprint.Setting;
import dev.slipway.stack.Expression;
import java.util.List;
import java.util.Locale;

/** Names of settings that say that their value is a secret. */
final class TellingNames {

  private static final List<String> TELLING =
      List.of(
          "PASSWORD",
          "PASSWD",
          "SECRET",
          "TOKEN",
          "API_KEY",
          "APIKEY",
          "PRIVATE_KEY",
          "CREDENTIAL");

  private TellingNames() {}

  static boolean isTelling(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return TELLING.stream().anyMatch(upper::contains);
  }

  /** Whether a secret is written out: something constant under a telling name. */
  static boolean writtenOut(String name, Expression value) {
    return isTelling(name)
        && value instanceof Expression.Text(String text)
        && !text.isEmpty()
        && !text.equals(Setting.NO_PASSWORD);
  }
}
