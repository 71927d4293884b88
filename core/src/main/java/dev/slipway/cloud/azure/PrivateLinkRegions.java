package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.text;

import dev.slipway.stack.Expression;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** From which region Front Door's private links start; it has them in some only. */
final class PrivateLinkRegions {

  /** learn.microsoft.com, frontdoor/private-link, 2026. */
  private static final Set<String> KNOWN =
      new TreeSet<>(
          List.of(
              "australiaeast",
              "brazilsouth",
              "canadacentral",
              "centralindia",
              "centralus",
              "eastasia",
              "eastus",
              "eastus2",
              "francecentral",
              "germanywestcentral",
              "japaneast",
              "koreacentral",
              "northeurope",
              "norwayeast",
              "southafricanorth",
              "southcentralus",
              "swedencentral",
              "uaenorth",
              "uksouth",
              "westeurope",
              "westus2",
              "westus3"));

  private record Neighbor(String prefix, String region) {}

  /** For the other regions, by how their names begin. */
  private static final List<Neighbor> NEAREST =
      List.of(
          new Neighbor("australia", "australiaeast"),
          new Neighbor("newzealand", "australiaeast"),
          new Neighbor("brazil", "brazilsouth"),
          new Neighbor("chile", "brazilsouth"),
          new Neighbor("canada", "canadacentral"),
          new Neighbor("southindia", "centralindia"),
          new Neighbor("westindia", "centralindia"),
          new Neighbor("jioindia", "centralindia"),
          new Neighbor("southeastasia", "eastasia"),
          new Neighbor("indonesia", "eastasia"),
          new Neighbor("malaysia", "eastasia"),
          new Neighbor("japan", "japaneast"),
          new Neighbor("korea", "koreacentral"),
          new Neighbor("norway", "norwayeast"),
          new Neighbor("southafrica", "southafricanorth"),
          new Neighbor("uae", "uaenorth"),
          new Neighbor("qatar", "uaenorth"),
          new Neighbor("uk", "uksouth"),
          new Neighbor("france", "francecentral"),
          new Neighbor("spain", "francecentral"),
          new Neighbor("sweden", "swedencentral"),
          new Neighbor("mexico", "southcentralus"),
          new Neighbor("northcentralus", "centralus"),
          new Neighbor("westcentralus", "centralus"),
          new Neighbor("westus", "westus2"));

  private static final String OTHERWISE = "germanywestcentral";

  private PrivateLinkRegions() {}

  /** The region itself where it has them, otherwise one nearby. */
  static Expression near(Place place) {
    if (KNOWN.contains(place.region())) {
      return place.location();
    }
    return text(
        NEAREST.stream()
            .filter(n -> place.region().startsWith(n.prefix()))
            .map(Neighbor::region)
            .findFirst()
            .orElse(OTHERWISE));
  }
}
