package dev.slipway.emit.record;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.cost.Estimate;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.emit.record.InfrastructureRecord.ControlEntry;
import dev.slipway.stack.Stack;
import java.util.List;
import java.util.Optional;

/**
 * What an Infrastructure Record is made from.
 *
 * @param stacks the main stack first
 * @param controls the Security Assessment's requirements with their proof
 * @param diagnostics of the whole design
 * @param checks that have run on the output
 * @param files of the design, without the record's own
 * @param date ISO date of the design: the newest record's, so that the same input gives the same
 *     text
 */
public record RecordInput(
    Blueprint blueprint,
    List<Stack> stacks,
    Estimate estimate,
    List<ControlEntry> controls,
    List<Diagnostic> diagnostics,
    List<CompletedCheck> checks,
    List<GeneratedFile> files,
    Optional<String> date) {

  /**
   * A check that has run on the output.
   *
   * @param name such as {@code provider schema}
   * @param passed whether it found nothing that blocks
   */
  public record CompletedCheck(String name, boolean passed) {}
}
