package dev.slipway.emit.pipeline;

import java.util.Map;

/**
 * Terraform in the pipeline: what it would change, shown to people, and proof that what is applied
 * is what was shown.
 */
final class PlanScripts {

  private PlanScripts() {}

  /**
   * @param backend the file that completes the backend, from Terraform's folder
   */
  static String initialize(String backend) {
    return "terraform init -input=false -backend-config=" + backend;
  }

  static String plan(String environment, boolean lock) {
    return "terraform plan -input=false -no-color -lock="
        + lock
        + " -var-file=environments/"
        + environment
        + ".tfvars -out=\"$RUNNER_TEMP/plan\" > /dev/null";
  }

  /** The plan for people: Terraform hides sensitive values in it. */
  static String show(String environment) {
    return """
    terraform show -no-color "$RUNNER_TEMP/plan" > "$RUNNER_TEMP/plan.txt"
    {
      echo '### Plan for %s'
      echo '```'
      head -c 900000 "$RUNNER_TEMP/plan.txt"
      echo '```'
    } >> "$GITHUB_STEP_SUMMARY"
    """
        .formatted(environment);
  }

  /**
   * A digest of the changes: it says nothing about their values, unlike the plan file, which holds
   * secrets of the state.
   */
  static String digest() {
    return """
    digest=$(terraform show -json "$RUNNER_TEMP/plan" \\
      | jq -cS '[.resource_changes[]?
          | select(.change.actions != ["no-op"] and .change.actions != ["read"])
          | {address, actions: .change.actions, after: .change.after, unknown: .change.after_unknown}]' \\
      | sha256sum | cut -d ' ' -f 1)
    """;
  }

  static String digestOutput() {
    return digest() + "echo \"digest=$digest\" >> \"$GITHUB_OUTPUT\"\n";
  }

  static String compare() {
    return digest()
        + """
        if [ "$digest" != "$APPROVED" ]; then
          echo "::error::The plan is no longer the one that was approved. Run the workflow again to see the new one."
          exit 1
        fi
        """;
  }

  static Map<String, String> approved(String planJob) {
    return Map.of("APPROVED", Expressions.expression("needs." + planJob + ".outputs.digest"));
  }
}
