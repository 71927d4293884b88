package dev.slipway.facts;

import dev.slipway.vocabulary.Cloud;
import java.util.List;
import java.util.Optional;

/** Limits of network services: NAT ports, reserved addresses, load balancer timeouts. */
public final class NetworkLimits {

  private NetworkLimits() {}

  private static final class Loaded {
    private static final List<Limits> ROWS = Limits.load("network.tsv");
  }

  /** What is known of a service, in the order of the data. */
  public static List<Limits> of(Cloud cloud, String service) {
    return Limits.of(Loaded.ROWS, cloud, service);
  }

  /** One figure by its full name. */
  public static Optional<Limits> find(Cloud cloud, String service, String name) {
    return Limits.find(Loaded.ROWS, cloud, service, name);
  }
}
