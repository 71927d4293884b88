package dev.slipway.cloud.azure;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Network;
import java.util.Optional;

/**
 * The address ranges of a region's virtual network. Workloads have the design's subnet; the range
 * for private services is halved (or cut further, for more regions), so that a second region can be
 * added without a new address for the first, and each part holds the subnets that managed services
 * want for themselves.
 *
 * @param apps what containers run in
 * @param services the region's part of the range for private services
 * @param endpoints private endpoints of datastores
 * @param postgresql delegated to PostgreSQL's flexible servers
 * @param mysql delegated to MySQL's flexible servers
 * @param functions what functions leave by
 */
public record Subnets(
    String apps,
    String services,
    String endpoints,
    String postgresql,
    String mysql,
    String functions) {

  private static final int BITS = 32;
  private static final int LARGEST = 24;
  private static final int QUARTER = 2;

  /** The ranges in one region; empty where the design has no network there. */
  public static Optional<Subnets> of(Blueprint blueprint, Place place) {
    Network network = blueprint.network();
    return network.subnets().stream()
        .filter(s -> s.region().equals(place.region()))
        .findFirst()
        .map(subnet ->
            carve(
                subnet.cidr(),
                network.privateServicesCidr(),
                place.index(),
                Math.max(2, network.subnets().size())));
  }

  private static Subnets carve(String apps, String services, int index, int regions) {
    String[] parts = services.split("/", 2);
    int half = Integer.parseInt(parts[1]) + BITS - Integer.numberOfLeadingZeros(regions - 1);
    long start = address(parts[0]) + index * size(half);
    int prefix = Math.max(LARGEST, half + QUARTER);
    long step = size(prefix);
    return new Subnets(
        apps,
        range(start, half),
        range(start, prefix),
        range(start + step, prefix),
        range(start + 2 * step, prefix),
        range(start + 3 * step, prefix));
  }

  private static long size(int prefix) {
    return 1L << (BITS - prefix);
  }

  private static long address(String text) {
    long address = 0;
    for (String octet : text.split("\\.", -1)) {
      address = (address << 8) + Integer.parseInt(octet);
    }
    return address;
  }

  private static String range(long address, int prefix) {
    return String.join(
            ".",
            Long.toString(address >> 24 & 255),
            Long.toString(address >> 16 & 255),
            Long.toString(address >> 8 & 255),
            Long.toString(address & 255))
        + "/"
        + prefix;
  }
}
