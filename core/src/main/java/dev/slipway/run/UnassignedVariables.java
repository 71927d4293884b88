package dev.slipway.run;

import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.diagnostic.Severity;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.ArrayList;
import java.util.List;

/** Values that Terraform will ask the person for who applies the design. */
final class UnassignedVariables {

  private UnassignedVariables() {}

  static List<Diagnostic> of(Stack stack) {
    List<Diagnostic> notes = new ArrayList<>();
    for (InputVariable variable : stack.variables()) {
      if (variable.defaultValue().isEmpty()) {
        for (VariableFile file : stack.variableFiles()) {
          // a stack's backend settings are kept as files of values too
          if (file.path().endsWith(".tfvars")
              && file.values().stream().noneMatch(v -> v.name().equals(variable.name()))) {
            notes.add(note(variable, file));
          }
        }
      }
    }
    return List.copyOf(notes);
  }

  private static Diagnostic note(InputVariable variable, VariableFile file) {
    return Diagnostic.of(
        "SLIP-VARIABLE-UNASSIGNED",
        Severity.NOTE,
        "var." + variable.name(),
        "`" + file.path() + "` does not set `" + variable.name() + "`",
        "The variable has no default, so Terraform asks for it, and a pipeline has nobody to"
            + " answer.",
        "Add the line.");
  }
}
