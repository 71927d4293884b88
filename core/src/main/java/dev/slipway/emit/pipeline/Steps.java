package dev.slipway.emit.pipeline;

import dev.slipway.blueprint.Provenance;
import dev.slipway.document.Yaml;
import dev.slipway.document.Yaml.Builder;
import dev.slipway.document.Yaml.Mapping;
import dev.slipway.facts.Actions;
import java.util.List;
import java.util.Map;

/** Steps that several jobs take. */
final class Steps {

  static final String RUNNER = "ubuntu-24.04";
  static final String TERRAFORM = "1.11.4";

  private Steps() {}

  static Builder<Provenance> mapping() {
    return Yaml.mapping();
  }

  /** A step that uses an action, pinned by the full digest of its commit. */
  static Mapping<Provenance> action(String name, String action, Builder<Provenance> with) {
    Builder<Provenance> step = mapping().put("name", name);
    uses(step, action);
    return with.isEmpty() ? step.build() : step.put("with", with).build();
  }

  static void uses(Builder<Provenance> step, String action) {
    Actions.Pin pin =
        Actions.pin(action)
            .orElseThrow(() -> new IllegalStateException("no digest in the facts: " + action));
    step.put("uses", Yaml.text(action + "@" + pin.sha()), pin.tag());
  }

  /**
   * A step that runs a script; what it needs comes in by variables, never by expressions in the
   * script.
   */
  static Mapping<Provenance> run(String name, Map<String, String> environment, String script) {
    return run(name, "", "", environment, script);
  }

  static Mapping<Provenance> run(
      String name, String id, String condition, Map<String, String> environment, String script) {
    Builder<Provenance> step = mapping().put("name", name);
    if (!id.isEmpty()) {
      step.put("id", id);
    }
    if (!condition.isEmpty()) {
      step.put("if", condition);
    }
    if (!environment.isEmpty()) {
      step.put("env", variables(environment));
    }
    return step.put("run", script).build();
  }

  static Builder<Provenance> variables(Map<String, String> environment) {
    Builder<Provenance> variables = mapping();
    environment.forEach(variables::put);
    return variables;
  }

  static Mapping<Provenance> checkout() {
    return action("Check out", "actions/checkout", mapping().put("persist-credentials", false));
  }

  static Mapping<Provenance> terraform() {
    return action(
        "Set up Terraform",
        "hashicorp/setup-terraform",
        mapping().put("terraform_version", TERRAFORM).put("terraform_wrapper", false));
  }

  /** The step again, with a reason of its own. */
  static Mapping<Provenance> because(Provenance reason, Mapping<Provenance> step) {
    Builder<Provenance> again = mapping().because(reason);
    step.entries().forEach(e -> again.put(e.key(), e.value(), e.note()));
    return again.build();
  }

  static Mapping<Provenance> actionWithId(
      String name, String id, String action, Builder<Provenance> with) {
    Builder<Provenance> step = mapping().put("name", name).put("id", id);
    uses(step, action);
    return step.put("with", with).build();
  }

  static Builder<Provenance> permissions(String... namesAndValues) {
    Builder<Provenance> permissions = mapping();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      permissions.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return permissions;
  }

  static Builder<Provenance> job(String name, int minutes) {
    return mapping().put("name", name).put("runs-on", RUNNER).put("timeout-minutes", minutes);
  }

  static Yaml<Provenance> steps(List<Mapping<Provenance>> steps) {
    return Yaml.list(steps);
  }
}
