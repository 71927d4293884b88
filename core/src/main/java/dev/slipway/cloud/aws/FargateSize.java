package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Workload;
import java.math.BigDecimal;
import java.util.List;

/**
 * A size that Fargate offers.
 *
 * @param cpu in 1/1024 vCPU
 * @param memoryMib in MiB
 */
public record FargateSize(int cpu, int memoryMib) {

  private static final int GIB = 1024;

  /** The memory that goes with a vCPU count: from, to, in steps. */
  private record Offer(int cpu, int leastMib, int mostMib, int stepMib) {}

  private static final List<Offer> OFFERS =
      List.of(
          new Offer(256, GIB / 2, 2 * GIB, GIB),
          new Offer(512, GIB, 4 * GIB, GIB),
          new Offer(1024, 2 * GIB, 8 * GIB, GIB),
          new Offer(2048, 4 * GIB, 16 * GIB, GIB),
          new Offer(4096, 8 * GIB, 30 * GIB, GIB),
          new Offer(8192, 16 * GIB, 60 * GIB, 4 * GIB),
          new Offer(16_384, 32 * GIB, 120 * GIB, 8 * GIB));

  /** The smallest size that has at least what the workload is to get; the largest at most. */
  public static FargateSize of(Workload workload) {
    int cpu = workload.compute().cpu().multiply(new BigDecimal(GIB)).intValue();
    int memory = workload.compute().memoryMib();
    for (Offer offer : OFFERS) {
      if (offer.cpu() >= cpu && offer.mostMib() >= memory) {
        return new FargateSize(offer.cpu(), fitting(offer, memory));
      }
    }
    return new FargateSize(OFFERS.getLast().cpu(), OFFERS.getLast().mostMib());
  }

  private static int fitting(Offer offer, int memory) {
    if (memory <= offer.leastMib()) {
      return offer.leastMib();
    }
    int rounded = Math.ceilDiv(memory, offer.stepMib()) * offer.stepMib();
    return Math.min(rounded, offer.mostMib());
  }
}
