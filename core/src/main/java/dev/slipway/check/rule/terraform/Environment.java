package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.value.Value;
import java.util.Map;

/** Secrets in environment variables. */
final class Environment {

  private Environment() {}

  /** Reports a variable that is named as a secret and has a value that is written out. */
  static void fault(ResourceView owner, String name, Setting value, Report report) {
    if (!Literals.isWritten(value)) {
      return;
    }
    String text = value.value().text();
    boolean named = SecretText.isName(name) && SecretText.isSecret(text);
    boolean formed = SecretText.find(text).filter(f -> !f.startsWith("a value")).isPresent();
    if (named || formed) {
      owner.fault(report, value.place(), "The variable `" + name + "` has its value written here.");
    }
  }

  /** The same for a map of variables. */
  static void faults(ResourceView owner, Setting variables, Report report) {
    if (variables.value().hasFields()) {
      for (Map.Entry<String, Value> variable : variables.value().fields().entrySet()) {
        fault(
            owner, variable.getKey(), new Setting(variable.getValue(), variables.place()), report);
      }
    }
  }
}
