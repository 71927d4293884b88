package dev.slipway.run;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.check.policy.ControlVerdict;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.cost.Estimate;
import dev.slipway.emit.GeneratedFile;
import dev.slipway.requirements.Requirements;
import java.util.List;

/**
 * Everything a run has made.
 *
 * @param requirements what the project wants
 * @param blueprint what is to be built
 * @param stacks the same as Terraform resources
 * @param estimate what it costs
 * @param budget how that stands to the budget
 * @param controls what became of each security requirement
 * @param files what is to be written
 */
public record Design(
    Requirements requirements,
    Blueprint blueprint,
    CloudStacks stacks,
    Estimate estimate,
    BudgetFit budget,
    List<ControlVerdict> controls,
    List<GeneratedFile> files) {}
