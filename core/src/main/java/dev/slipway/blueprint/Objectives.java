package dev.slipway.blueprint;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What the system promises in production.
 *
 * @param availability percent of the requests of 30 days that are answered
 * @param latencyP95 response time that 95 of 100 requests stay below
 * @param latencyP99 response time that 99 of 100 requests stay below
 * @param errorRate percent of failed requests that is still tolerable
 * @param throughput requests per second at peak
 * @param concurrentUsers users at the same time
 * @param rpo most data that may be lost
 * @param rto longest time to be back
 */
public record Objectives(
    BigDecimal availability,
    Duration latencyP95,
    Duration latencyP99,
    BigDecimal errorRate,
    BigDecimal throughput,
    int concurrentUsers,
    Duration rpo,
    Duration rto) {}
