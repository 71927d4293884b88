package dev.slipway.emit.pipeline;

import static dev.slipway.emit.pipeline.Steps.mapping;

import dev.slipway.blueprint.Provenance;
import dev.slipway.document.Yaml.Builder;

/** What all workflows begin with. */
final class WorkflowParts {

  private WorkflowParts() {}

  /**
   * A script stops at the first command that fails, in a pipe too, and at a variable that is not
   * set.
   */
  static Builder<Provenance> shell() {
    return mapping().put("run", mapping().put("shell", "bash -euo pipefail {0}"));
  }
}
