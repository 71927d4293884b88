package dev.slipway.intake.configuration;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.evidence.Evidence;
import dev.slipway.evidence.Origin;
import dev.slipway.evidence.Strength;
import dev.slipway.intake.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code --set key=value}. */
final class CommandLineClaims {

  private CommandLineClaims() {}

  static Outcome<List<Claim<?>>> read(List<String> pairs) {
    List<Claim<?>> claims = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      String pair = pairs.get(i);
      int equals = pair.indexOf('=');
      String path = equals < 0 ? pair.strip() : pair.substring(0, equals).strip();
      String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
      Optional<Keys.Key> key = Keys.find(path);
      if (equals < 0) {
        diagnostics.add(
            problem(
                "SLIP-SET-SYNTAX",
                "`" + pair + "` has no `=`",
                "Write it as `--set " + pair + "=VALUE`."));
      } else if (key.isEmpty()) {
        String suggestion = Keys.suggestion(path, path.startsWith(Keys.SERVICES + "."));
        diagnostics.add(
            problem(
                "SLIP-CONFIG-UNKNOWN-KEY",
                "There is no key `" + path + "`." + suggestion,
                "Use a key that `slipway init` lists."));
      } else {
        Optional<Claim<?>> claim = key.get().claim(value, evidence(pair));
        // The last of several for one key is meant, as for any command-line option.
        int rank = i;
        claim.ifPresentOrElse(
            c -> claims.add(c.ranked(rank)),
            () -> diagnostics.add(badValue(path, value, key.get())));
      }
    }
    return new Outcome<>(List.copyOf(claims), diagnostics);
  }

  private static Evidence evidence(String pair) {
    return new Evidence(Origin.COMMAND_LINE, Strength.STATED, Optional.empty(), "--set " + pair);
  }

  private static Diagnostic badValue(String path, String value, Keys.Key key) {
    return problem(
        "SLIP-CONFIG-VALUE",
        "`" + value + "` is no value for `" + path + "`: " + key.subject().description() + ".",
        "Write a value such as `" + Examples.of(key.subject()) + "`.");
  }

  private static Diagnostic problem(String code, String detail, String fix) {
    return new Diagnostic(
        code,
        Severity.ERROR,
        Optional.empty(),
        Optional.empty(),
        "Option `--set` not understood",
        detail,
        fix);
  }
}
