package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Expressions.expression;
import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.document.Yaml;
import dev.slipway.document.Yaml.Builder;
import dev.slipway.document.Yaml.Mapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A workflow that a person starts to send the traffic of one service back to a revision. */
final class RollbackWorkflow {

  private RollbackWorkflow() {}

  static Mapping<Provenance> of(Blueprint blueprint, Provenance why) {
    Builder<Provenance> inputs =
        mapping()
            .put("environment", choice("Where", environments(blueprint)))
            .put("service", choice("Which service", services(blueprint)))
            .put(
                "revision",
                mapping()
                    .put("description", "Revision, such as the one a deployment's summary names")
                    .put("required", true)
                    .put("type", "string"));
    return mapping()
        .because(why)
        .put("name", "Roll back")
        .gap()
        .put(
            "on",
            mapping()
                .comment(
                    "checkov:skip=CKV_GHA_7:A rollback is told which revision runs again; it builds"
                        + " nothing.")
                .put("workflow_dispatch", mapping().put("inputs", inputs)))
        .gap()
        .put("permissions", mapping())
        .gap()
        .put("defaults", WorkflowParts.shell())
        .gap()
        .put("jobs", mapping().put("roll-back", job(blueprint)))
        .build();
  }

  private static List<String> environments(Blueprint blueprint) {
    return blueprint.environments().stream().map(e -> e.name()).toList();
  }

  private static List<String> services(Blueprint blueprint) {
    Set<String> names = new LinkedHashSet<>();
    Release.all(blueprint).forEach(r -> r.services().forEach(t -> names.add(t.service())));
    return List.copyOf(names);
  }

  private static Builder<Provenance> choice(String description, List<String> options) {
    return mapping()
        .put("description", description)
        .put("required", true)
        .put("type", "choice")
        .put("options", Yaml.texts(options));
  }

  private static Builder<Provenance> job(Blueprint blueprint) {
    List<Mapping<Provenance>> steps = CloudPipeline.of(blueprint).rollback(blueprint);
    return mapping()
        .put("name", "Roll back")
        .put("runs-on", Steps.RUNNER)
        .put("timeout-minutes", 15)
        .put("environment", expression("inputs.environment"))
        .put(
            "concurrency",
            mapping()
                .put("group", "deploy-" + expression("inputs.environment"))
                .put("cancel-in-progress", false))
        .put("permissions", Steps.permissions("id-token", "write"))
        .put("steps", Steps.steps(steps));
  }
}
