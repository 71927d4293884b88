package dev.slipway.blueprint;

import java.util.List;

/**
 * The private network.
 *
 * @param needed whether anything has to be reached privately
 * @param subnets one a region
 * @param privateServicesCidr range from which managed databases and caches get their addresses
 * @param nat whether everything leaves through one known address
 */
public record Network(
    boolean needed, List<Subnet> subnets, String privateServicesCidr, boolean nat) {

  /** A region's range. */
  public record Subnet(String region, String cidr) {}
}
