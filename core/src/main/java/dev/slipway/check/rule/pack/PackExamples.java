package dev.slipway.check.rule.pack;

import dev.slipway.check.rule.terraform.RuleInput;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Outcome;
import dev.slipway.diagnostic.Severity;
import dev.slipway.source.MemorySourceTree;
import dev.slipway.terraform.Configuration;
import dev.slipway.terraform.ModuleLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tries a pack's rules on the examples that stand beside them. */
public final class PackExamples {

  private static final String FILE = "main.tf";

  private PackExamples() {}

  /** The examples of which a rule says something else than they stand for. */
  public static List<Diagnostic> check(List<PackRule> rules) {
    List<Diagnostic> wrong = new ArrayList<>();
    for (PackRule rule : rules) {
      for (PackExample example : rule.examples()) {
        check(rule, example, wrong);
      }
    }
    return List.copyOf(wrong);
  }

  private static void check(PackRule rule, PackExample example, List<Diagnostic> wrong) {
    Outcome<Configuration> loaded =
        ModuleLoader.load(MemorySourceTree.of("example", Map.of(FILE, example.text())), "");
    List<Diagnostic> errors =
        loaded.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      Diagnostic first = errors.getFirst();
      wrong.add(
          wrong(
              rule,
              example,
              "It cannot be read: " + first.summary() + ". " + first.detail(),
              "Correct the example."));
      return;
    }
    boolean found =
        PackCheck.check(List.of(rule), RuleInput.of(loaded.value())).stream()
            .anyMatch(d -> d.code().equals(rule.id()));
    if (found == example.passes()) {
      wrong.add(
          wrong(
              rule,
              example,
              found
                  ? "The rule finds something in code that should keep it."
                  : "The rule finds nothing in code that should violate it.",
              "Correct `when` or the example."));
    }
  }

  private static Diagnostic wrong(PackRule rule, PackExample example, String detail, String fix) {
    return Diagnostic.error(
        "SLIP-PACK-EXAMPLE",
        example.place(),
        "Example of rule `" + rule.id() + "` is not what it stands for",
        detail,
        fix);
  }
}
