package dev.slipway.design;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a workload gets.
 *
 * @param needed instances that the peak needs, without room for more
 * @param maxStated whether somebody set the maximum, so that it may not be lowered
 * @param pool database connections of one instance at most
 */
record Sizing(
    BigDecimal cpu,
    int memoryMib,
    int concurrency,
    Duration timeout,
    boolean cpuAlwaysAllocated,
    int min,
    int max,
    int needed,
    boolean maxStated,
    int stagingMin,
    int stagingMax,
    int pool) {

  Sizing max(int instances) {
    return new Sizing(
        cpu,
        memoryMib,
        concurrency,
        timeout,
        cpuAlwaysAllocated,
        Math.min(min, instances),
        instances,
        needed,
        maxStated,
        stagingMin,
        stagingMax,
        pool);
  }

  Sizing stagingMax(int instances) {
    return new Sizing(
        cpu,
        memoryMib,
        concurrency,
        timeout,
        cpuAlwaysAllocated,
        min,
        max,
        needed,
        maxStated,
        Math.min(stagingMin, instances),
        instances,
        pool);
  }

  Sizing pool(int connections) {
    return new Sizing(
        cpu,
        memoryMib,
        concurrency,
        timeout,
        cpuAlwaysAllocated,
        min,
        max,
        needed,
        maxStated,
        stagingMin,
        stagingMax,
        connections);
  }
}
