package dev.slipway.check.schema;

import dev.slipway.diagnostic.Suggestion;
import dev.slipway.stack.Expression;
import dev.slipway.stack.InputVariable;
import dev.slipway.stack.Stack;
import dev.slipway.stack.VariableFile;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Variables and the values that environments give them. */
final class VariableCheck {

  private final Stack stack;
  private final Scope scope;
  private final Findings findings;
  private final ReferenceCheck references;

  VariableCheck(Stack stack, Scope scope, Findings findings, ReferenceCheck references) {
    this.stack = stack;
    this.scope = scope;
    this.findings = findings;
    this.references = references;
  }

  /** To be run after all references have been seen. */
  void run() {
    Set<String> used = new LinkedHashSet<>(scope.usedVariables);
    stack.variables().forEach(variable -> declaration(variable, used));
    stack.variableFiles().stream()
        .filter(file -> file.path().endsWith(".tfvars"))
        .forEach(this::file);
  }

  private void declaration(InputVariable variable, Set<String> used) {
    String address = "var." + variable.name();
    if (!used.contains(variable.name())) {
      findings.warning(
          "VARIABLE-UNUSED",
          address,
          "Unused variable `" + variable.name() + "`",
          "Nothing refers to it, so setting it changes nothing.",
          "Remove it or use it.");
    }
    if (variable.description().isBlank()) {
      findings.warning(
          "VARIABLE-DESCRIPTION",
          address,
          "Variable `" + variable.name() + "` without a description",
          "Whoever sets it has to guess what it is for.",
          "Add a description.");
    }
    Optional<Types.Constraint> type = Types.constraint(variable.type());
    if (type.isEmpty()) {
      findings.error(
          "VARIABLE-TYPE",
          address,
          "Variable `" + variable.name() + "` without a valid type",
          "`" + dev.slipway.hcl.HclPrinter.inline(variable.type()) + "` is no type constraint.",
          "Write a type such as `string` or `list(string)`.");
    }
    variable
        .defaultValue()
        .ifPresent(value -> value(variable, type, value, address, "its default"));
    variable
        .validations()
        .forEach(validation -> references.check(validation.condition(), address, Set.of()));
  }

  private void value(
      InputVariable variable,
      Optional<Types.Constraint> type,
      Expression value,
      String address,
      String where) {
    if (value instanceof Expression.Null && !variable.nullable()) {
      mistyped(address, where, "null, which the variable does not accept");
    }
    type.flatMap(wanted -> Types.mismatch(value, wanted.type(), wanted.optional(), ""))
        .ifPresent(wrong -> mistyped(address, where, wrong));
    if (!isConstant(value)) {
      mistyped(address, where, "not a constant; only literal values can stand there");
    }
  }

  private void mistyped(String address, String where, String wrong) {
    findings.error(
        "VARIABLE-VALUE",
        address,
        "`" + address + "` has a value of the wrong type",
        "The value in " + where + " is " + wrong + ".",
        "Write a value of the declared type.");
  }

  private static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Expression.Reference reference -> false;
      case Expression.Call call -> false;
      default -> ReferenceCheck.children(expression).stream().allMatch(VariableCheck::isConstant);
    };
  }

  private void file(VariableFile file) {
    Set<String> given = new LinkedHashSet<>();
    for (VariableFile.Value value : file.values()) {
      String address = "var." + value.name();
      if (!given.add(value.name())) {
        findings.error(
            "ARGUMENT-DUPLICATE",
            address,
            "`" + value.name() + "` is set twice in " + file.path(),
            "Terraform accepts each variable once in a file.",
            "Remove one of the two.");
      }
      InputVariable variable = scope.variables.get(value.name());
      if (variable == null) {
        findings.error(
            "TFVARS-UNDECLARED",
            address,
            "`" + file.path() + "` sets a variable that is not declared",
            "No variable `"
                + value.name()
                + "` is declared."
                + Suggestion.sentence(value.name(), scope.variables.keySet()),
            "Declare it or remove the line.");
      } else {
        value(
            variable,
            Types.constraint(variable.type()),
            value.value(),
            address,
            "`" + file.path() + "`");
      }
    }
    for (InputVariable variable : stack.variables()) {
      // Secrets are given at run time, so that no file holds them.
      boolean elsewhere = variable.sensitive() || variable.ephemeral();
      if (variable.defaultValue().isEmpty() && !given.contains(variable.name()) && !elsewhere) {
        findings.note(
            "TFVARS-MISSING",
            "var." + variable.name(),
            "`" + file.path() + "` does not set `" + variable.name() + "`",
            "The variable has no default, so Terraform would ask for it.",
            "Add the line.");
      }
    }
  }
}
