package dev.slipway.cloud.aws;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Measure;
import dev.slipway.cloud.Requirement;
import java.math.BigDecimal;

/**
 * By which way the workloads reach what is outside of the network: their images, their logs, their
 * secrets, and the APIs of others.
 */
enum Egress {
  /**
   * Tasks have a public address of their own, which nothing may open a connection to. An address is
   * a tenth of a NAT gateway's price; where the network holds nothing private it guards as much.
   */
  PUBLIC_ADDRESS,

  /** Tasks leave through NAT gateways, by known addresses. */
  NAT,

  /** AWS itself is reached by endpoints, and nothing else at all. */
  ENDPOINTS;

  private static final BigDecimal GATEWAY_PER_ZONE_FROM = new BigDecimal("99.95");

  static Egress of(Blueprint blueprint) {
    if (blueprint.network().nat() || Requirement.kubernetes(blueprint)) {
      return NAT;
    }
    if (Requirement.measure(blueprint, Measure.CONTROLLED_EGRESS) && !callsOutside(blueprint)) {
      return ENDPOINTS;
    }
    return blueprint.network().needed() ? NAT : PUBLIC_ADDRESS;
  }

  /** Whether some workload has to reach something that is not AWS's. */
  static boolean callsOutside(Blueprint blueprint) {
    return blueprint.workloads().stream().anyMatch(w -> !w.externalApis().isEmpty())
        || !blueprint.datastores(Datastore.External.class).isEmpty();
  }

  /**
   * Whether each zone has a NAT gateway of its own. One that is lost with its zone takes the other
   * zones' way out along, which a promise of 99.9 % has room for.
   */
  static boolean gatewayPerZone(Blueprint blueprint) {
    return blueprint.objectives().availability().compareTo(GATEWAY_PER_ZONE_FROM) >= 0;
  }
}
