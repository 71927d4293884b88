package dev.slipway.blueprint;

import java.util.List;
import java.util.Optional;

/**
 * The way in.
 *
 * @param loadBalancer whether a global load balancer stands in front; without one the platform's
 *     own address serves
 * @param minimumTls such as {@code 1.2}
 * @param cdn whether static answers are cached at the edge
 * @param waf whether known attacks are filtered
 * @param rateLimitPerMinute requests from one address; absent: unlimited
 * @param dnsZone the zone to manage; absent: somebody else keeps the DNS, and the outputs say what
 *     to enter
 * @param routes path prefixes, longest first, the last one {@code /}
 */
public record Edge(
    boolean loadBalancer,
    String minimumTls,
    boolean cdn,
    boolean waf,
    Optional<Integer> rateLimitPerMinute,
    Optional<String> dnsZone,
    List<Route> routes) {

  /**
   * A path prefix, with a leading slash and without a trailing star, and the workload behind it.
   */
  public record Route(String prefix, String workload) {}
}
