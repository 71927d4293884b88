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

  /** Where the blueprint names no range. */
  private static final String SERVICES = "10.64.0.0/16";

  private static final int BITS = 32;
  private static final int LARGEST = 24;
  private static final int SMALLEST = 28;
  private static final int QUARTER = 2;

  /** Of a cluster's control plane, which needs no more than sixteen addresses. */
  String clusterApi() {
    return range(address(functions.split("/", 2)[0]), SMALLEST);
  }

  /** Of a cluster's system nodes: clusters have no functions beside them. */
  String clusterSystem() {
    String[] parts = functions.split("/", 2);
    int half = Integer.parseInt(parts[1]) + 1;
    return range(address(parts[0]) + size(half), half);
  }

  /** The ranges in one region; empty where the design has no network there. */
  public static Optional<Subnets> of(Blueprint blueprint, Place place) {
    if (!NetworkPass.needed(blueprint)) {
      return Optional.empty();
    }
    Network network = blueprint.network();
    String apps =
        network.subnets().stream()
            .filter(s -> s.region().equals(place.region()))
            .findFirst()
            .map(Network.Subnet::cidr)
            .orElse("10." + place.index() + ".0.0/24");
    String services =
        network.privateServicesCidr().isEmpty() ? SERVICES : network.privateServicesCidr();
    int regions = Math.max(2, blueprint.project().regions().size());
    return Optional.of(carve(apps, services, place.index(), regions));
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
