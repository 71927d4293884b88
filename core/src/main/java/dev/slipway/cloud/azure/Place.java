package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * One of the regions of a design. What exists in each of them is written once for each, because a
 * second region is there in production only and its data follows the first region's.
 *
 * @param region the cloud's own name
 * @param index 0 for the primary region
 */
public record Place(String region, int index) {

  private static final List<String> WORDS = List.of("primary", "secondary", "tertiary");

  /** Regions with availability zones; learn.microsoft.com, reliability/regions-list, 2026. */
  private static final Set<String> ZONES =
      new TreeSet<>(
          List.of(
              "australiaeast",
              "austriaeast",
              "belgiumcentral",
              "brazilsouth",
              "canadacentral",
              "centralindia",
              "centralus",
              "chilecentral",
              "eastasia",
              "eastus",
              "eastus2",
              "francecentral",
              "germanywestcentral",
              "indonesiacentral",
              "israelcentral",
              "italynorth",
              "japaneast",
              "japanwest",
              "koreacentral",
              "malaysiawest",
              "mexicocentral",
              "newzealandnorth",
              "northeurope",
              "norwayeast",
              "polandcentral",
              "qatarcentral",
              "southafricanorth",
              "southcentralus",
              "southeastasia",
              "spaincentral",
              "swedencentral",
              "switzerlandnorth",
              "uaenorth",
              "uksouth",
              "westeurope",
              "westus2",
              "westus3"));

  /** The regions of a design, the primary one first. */
  public static List<Place> all(Blueprint blueprint) {
    List<String> regions = blueprint.project().regions();
    return IntStream.range(0, regions.size()).mapToObj(i -> new Place(regions.get(i), i)).toList();
  }

  public static Place primary(Blueprint blueprint) {
    return all(blueprint).getFirst();
  }

  /** Whether the region has availability zones, over which replicas can be spread. */
  public boolean zones() {
    return ZONES.contains(region);
  }

  public boolean isPrimary() {
    return index == 0;
  }

  /** {@code primary}, {@code secondary}, {@code tertiary}, {@code region4}. */
  public String word() {
    return index < WORDS.size() ? WORDS.get(index) : "region" + (index + 1);
  }

  /** This region's twin of a resource of the primary region. */
  public ResourceAddress of(ResourceAddress address) {
    return isPrimary()
        ? address
        : new ResourceAddress(address.mode(), address.type(), address.name() + "_" + word());
  }

  /** The one instance of this region's twin; it is there only where the region is. */
  public Reference one(ResourceAddress address) {
    return isPrimary() ? address.reference() : of(address).reference().at(number(0));
  }

  /** The part of a resource's name, marked as this region's. */
  public String named(String part) {
    return isPrimary() ? part : part + "-" + word();
  }

  /** The variable that holds the region's name, empty where the environment has no such region. */
  public Reference location() {
    return var(isPrimary() ? "location" : word() + "_location");
  }

  public Meta meta() {
    return meta(Meta.NONE);
  }

  public Meta meta(Meta meta) {
    return isPrimary()
        ? meta
        : meta.withCount(when(equal(location(), text("")), number(0), number(1)));
  }
}
