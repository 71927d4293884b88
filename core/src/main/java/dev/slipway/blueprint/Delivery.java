package dev.slipway.blueprint;

import dev.slipway.vocabulary.DeliveryStrategy;
import dev.slipway.vocabulary.PipelineProvider;
import java.util.List;

/**
 * How a change reaches its users.
 *
 * @param canaryPercents shares of the traffic before all of it; empty unless the strategy is canary
 * @param promotions in order
 * @param migrationJobs workloads that run before traffic moves, in order
 * @param existingWorkflows pipelines that are the project's own and stay as they are
 */
public record Delivery(
    PipelineProvider pipeline,
    DeliveryStrategy strategy,
    List<Integer> canaryPercents,
    List<Promotion> promotions,
    List<String> migrationJobs,
    List<String> existingWorkflows) {

  /**
   * One step of the promotion.
   *
   * @param approval whether a person has to let it pass
   */
  public record Promotion(String environment, boolean approval) {}
}
