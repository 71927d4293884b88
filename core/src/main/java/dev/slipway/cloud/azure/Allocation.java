package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What one replica gets. The Consumption profile has fixed pairs, a quarter of a CPU with half a
 * GiB and its multiples up to 4 CPUs with 8 GiB; what needs more gets it on nodes of a dedicated
 * profile.
 *
 * @param cpu vCPU
 * @param memory GiB
 * @param profile the workload profile
 */
record Allocation(BigDecimal cpu, BigDecimal memory, String profile) {

  static final String CONSUMPTION = "Consumption";

  private static final BigDecimal STEP = new BigDecimal("0.25");
  private static final BigDecimal MEMORY_STEP = new BigDecimal("0.5");
  private static final int STEPS = 16;
  private static final int MIB = 1024;

  /** A machine of a dedicated profile: vCPU and GiB. */
  private record Machine(String profile, int cpu, int memory) {}

  /** From the cheapest. */
  private static final List<Machine> MACHINES =
      List.of(
          new Machine("D4", 4, 16),
          new Machine("E4", 4, 32),
          new Machine("D8", 8, 32),
          new Machine("E8", 8, 64),
          new Machine("D16", 16, 64),
          new Machine("E16", 16, 128),
          new Machine("D32", 32, 128),
          new Machine("E32", 32, 256));

  static Allocation of(Workload.Compute compute) {
    BigDecimal gib =
        BigDecimal.valueOf(compute.memoryMib()).divide(BigDecimal.valueOf(MIB), 3, RoundingMode.UP);
    int steps =
        Math.max(
            compute.cpu().divide(STEP, 0, RoundingMode.CEILING).intValue(),
            gib.divide(MEMORY_STEP, 0, RoundingMode.CEILING).intValue());
    if (steps <= STEPS) {
      BigDecimal count = BigDecimal.valueOf(Math.max(1, steps));
      return new Allocation(
          STEP.multiply(count).stripTrailingZeros(),
          MEMORY_STEP.multiply(count).stripTrailingZeros(),
          CONSUMPTION);
    }
    Machine machine = machine(compute.cpu(), gib);
    return new Allocation(
        compute.cpu().max(STEP).min(BigDecimal.valueOf(machine.cpu())).stripTrailingZeros(),
        gib.min(BigDecimal.valueOf(machine.memory())).stripTrailingZeros(),
        machine.profile());
  }

  private static Machine machine(BigDecimal cpu, BigDecimal gib) {
    return MACHINES.stream()
        .filter(m ->
            BigDecimal.valueOf(m.cpu()).compareTo(cpu) >= 0
                && BigDecimal.valueOf(m.memory()).compareTo(gib) >= 0)
        .findFirst()
        .orElseGet(MACHINES::getLast);
  }

  boolean dedicated() {
    return !profile.equals(CONSUMPTION);
  }

  /** The nodes that all replicas of a workload may need at once. */
  long nodes(Workload workload) {
    Machine machine =
        MACHINES.stream().filter(m -> m.profile().equals(profile)).findFirst().orElseThrow();
    int fit =
        Math.max(
            1,
            Math.min(
                BigDecimal.valueOf(machine.cpu()).divideToIntegralValue(cpu).intValue(),
                BigDecimal.valueOf(machine.memory()).divideToIntegralValue(memory).intValue()));
    int replicas = workload.scaling().stream().mapToInt(Workload.Scaling::max).max().orElse(1);
    return Math.max(1, (replicas + fit - 1) / fit);
  }

  /** As Container Apps writes it, such as {@code 0.5Gi}. */
  String memoryText() {
    return memory.toPlainString() + "Gi";
  }
}
