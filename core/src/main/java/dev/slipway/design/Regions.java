package dev.slipway.design;

import dev.slipway.vocabulary.Cloud;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The regions of one cloud, and what people call them. From the clouds' public lists of locations,
 * November 2026; regions that only one government or country may use are left out.
 */
final class Regions {

  /** A place and the region of each cloud that is there, or nearest to it. */
  private record Metro(List<String> names, String gcp, String aws, String azure) {

    String region(Cloud cloud) {
      return switch (cloud) {
        case GCP -> gcp;
        case AWS -> aws;
        case AZURE -> azure;
      };
    }
  }

  private static final List<String> GOOGLE =
      List.of(
          "africa-south1",
          "asia-east1",
          "asia-east2",
          "asia-northeast1",
          "asia-northeast2",
          "asia-northeast3",
          "asia-south1",
          "asia-south2",
          "asia-southeast1",
          "asia-southeast2",
          "asia-southeast3",
          "australia-southeast1",
          "australia-southeast2",
          "europe-central2",
          "europe-north1",
          "europe-north2",
          "europe-southwest1",
          "europe-west1",
          "europe-west10",
          "europe-west12",
          "europe-west2",
          "europe-west3",
          "europe-west4",
          "europe-west6",
          "europe-west8",
          "europe-west9",
          "me-central1",
          "me-central2",
          "me-west1",
          "northamerica-northeast1",
          "northamerica-northeast2",
          "northamerica-south1",
          "southamerica-east1",
          "southamerica-west1",
          "us-central1",
          "us-east1",
          "us-east4",
          "us-east5",
          "us-south1",
          "us-west1",
          "us-west2",
          "us-west3",
          "us-west4");

  private static final List<String> AMAZON =
      List.of(
          "af-south-1",
          "ap-east-1",
          "ap-east-2",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-south-2",
          "ap-southeast-1",
          "ap-southeast-2",
          "ap-southeast-3",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-7",
          "ca-central-1",
          "ca-west-1",
          "eu-central-1",
          "eu-central-2",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "il-central-1",
          "me-central-1",
          "me-south-1",
          "mx-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  private static final List<String> MICROSOFT =
      List.of(
          "australiacentral",
          "australiaeast",
          "australiasoutheast",
          "austriaeast",
          "belgiumcentral",
          "brazilsouth",
          "canadacentral",
          "canadaeast",
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
          "koreasouth",
          "malaysiawest",
          "mexicocentral",
          "newzealandnorth",
          "northcentralus",
          "northeurope",
          "norwayeast",
          "polandcentral",
          "qatarcentral",
          "southafricanorth",
          "southcentralus",
          "southeastasia",
          "southindia",
          "spaincentral",
          "swedencentral",
          "switzerlandnorth",
          "switzerlandwest",
          "uaenorth",
          "uksouth",
          "ukwest",
          "westcentralus",
          "westeurope",
          "westindia",
          "westus",
          "westus2",
          "westus3");

  /** Where personal data is inside the European Union. London, Zurich and Oslo are outside. */
  private static final List<String> EUROPEAN_UNION =
      List.of(
          "eu-central-1",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-3",
          "austriaeast",
          "belgiumcentral",
          "francecentral",
          "germanywestcentral",
          "italynorth",
          "northeurope",
          "polandcentral",
          "spaincentral",
          "swedencentral",
          "westeurope");

  private static final List<String> GOOGLE_OUTSIDE_UNION = List.of("europe-west2", "europe-west6");

  private static final List<Metro> METROS =
      List.of(
          new Metro(
              List.of("frankfurt", "germany"),
              "europe-west3",
              "eu-central-1",
              "germanywestcentral"),
          new Metro(List.of("berlin"), "europe-west10", "eu-central-1", "germanywestcentral"),
          new Metro(List.of("belgium", "brussels"), "europe-west1", "eu-west-1", "westeurope"),
          new Metro(List.of("ireland", "dublin"), "europe-west1", "eu-west-1", "northeurope"),
          new Metro(
              List.of("netherlands", "amsterdam"), "europe-west4", "eu-central-1", "westeurope"),
          new Metro(
              List.of("london", "united kingdom", "england"),
              "europe-west2",
              "eu-west-2",
              "uksouth"),
          new Metro(List.of("paris", "france"), "europe-west9", "eu-west-3", "francecentral"),
          new Metro(List.of("milan", "italy"), "europe-west8", "eu-south-1", "italynorth"),
          new Metro(List.of("turin"), "europe-west12", "eu-south-1", "italynorth"),
          new Metro(List.of("madrid", "spain"), "europe-southwest1", "eu-south-2", "spaincentral"),
          new Metro(
              List.of("warsaw", "poland"), "europe-central2", "eu-central-1", "polandcentral"),
          new Metro(
              List.of("zurich", "switzerland"), "europe-west6", "eu-central-2", "switzerlandnorth"),
          new Metro(List.of("stockholm", "sweden"), "europe-north2", "eu-north-1", "swedencentral"),
          new Metro(List.of("finland", "helsinki"), "europe-north1", "eu-north-1", "swedencentral"),
          new Metro(List.of("oslo", "norway"), "europe-north2", "eu-north-1", "norwayeast"),
          new Metro(List.of("virginia"), "us-east4", "us-east-1", "eastus2"),
          new Metro(List.of("south carolina"), "us-east1", "us-east-1", "eastus"),
          new Metro(List.of("ohio", "columbus"), "us-east5", "us-east-2", "eastus2"),
          new Metro(List.of("iowa"), "us-central1", "us-east-2", "centralus"),
          new Metro(List.of("dallas", "texas"), "us-south1", "us-east-2", "southcentralus"),
          new Metro(List.of("oregon"), "us-west1", "us-west-2", "westus2"),
          new Metro(List.of("los angeles", "california"), "us-west2", "us-west-1", "westus"),
          new Metro(
              List.of("montreal"), "northamerica-northeast1", "ca-central-1", "canadacentral"),
          new Metro(
              List.of("toronto", "canada"),
              "northamerica-northeast2",
              "ca-central-1",
              "canadacentral"),
          new Metro(
              List.of("são paulo", "sao paulo", "brazil"),
              "southamerica-east1",
              "sa-east-1",
              "brazilsouth"),
          new Metro(List.of("tokyo", "japan"), "asia-northeast1", "ap-northeast-1", "japaneast"),
          new Metro(List.of("osaka"), "asia-northeast2", "ap-northeast-3", "japanwest"),
          new Metro(List.of("seoul", "korea"), "asia-northeast3", "ap-northeast-2", "koreacentral"),
          new Metro(List.of("singapore"), "asia-southeast1", "ap-southeast-1", "southeastasia"),
          new Metro(
              List.of("jakarta", "indonesia"),
              "asia-southeast2",
              "ap-southeast-3",
              "indonesiacentral"),
          new Metro(List.of("mumbai", "india"), "asia-south1", "ap-south-1", "centralindia"),
          new Metro(List.of("delhi"), "asia-south2", "ap-south-1", "centralindia"),
          new Metro(List.of("hyderabad"), "asia-south1", "ap-south-2", "southindia"),
          new Metro(
              List.of("sydney", "australia"),
              "australia-southeast1",
              "ap-southeast-2",
              "australiaeast"),
          new Metro(
              List.of("melbourne"), "australia-southeast2", "ap-southeast-4", "australiasoutheast"),
          new Metro(List.of("hong kong"), "asia-east2", "ap-east-1", "eastasia"),
          new Metro(List.of("taiwan"), "asia-east1", "ap-east-2", "eastasia"),
          new Metro(List.of("tel aviv", "israel"), "me-west1", "il-central-1", "israelcentral"),
          new Metro(List.of("doha", "qatar"), "me-central1", "me-south-1", "qatarcentral"),
          new Metro(List.of("bahrain"), "me-central1", "me-south-1", "uaenorth"),
          new Metro(List.of("dubai", "emirates"), "me-central1", "me-central-1", "uaenorth"),
          new Metro(
              List.of("johannesburg", "cape town", "south africa"),
              "africa-south1",
              "af-south-1",
              "southafricanorth"));

  private final Cloud cloud;

  private Regions(Cloud cloud) {
    this.cloud = cloud;
  }

  static Regions of(Cloud cloud) {
    return new Regions(cloud);
  }

  List<String> all() {
    return switch (cloud) {
      case GCP -> GOOGLE;
      case AWS -> AMAZON;
      case AZURE -> MICROSOFT;
    };
  }

  /** Low price and all services. */
  String usual() {
    return switch (cloud) {
      case GCP -> "us-central1";
      case AWS -> "us-east-1";
      case AZURE -> "eastus2";
    };
  }

  /** The usual one where personal data has to stay in the European Union. */
  String usualInUnion() {
    return switch (cloud) {
      case GCP -> "europe-west1";
      case AWS -> "eu-west-1";
      case AZURE -> "westeurope";
    };
  }

  /** A second region inside the union, for examples in messages. */
  String secondInUnion() {
    return switch (cloud) {
      case GCP -> "europe-west4";
      case AWS -> "eu-central-1";
      case AZURE -> "northeurope";
    };
  }

  /** The region that a word of a record means: its name, or a place that has one. */
  Optional<String> find(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    for (String region : all()) {
      if (containsWord(word, region)) {
        return Optional.of(region);
      }
    }
    String joined = word.replace(" ", "");
    if (all().contains(joined)) {
      return Optional.of(joined); // Azure's portal says `West Europe`
    }
    for (Metro metro : METROS) {
      if (metro.names().stream().anyMatch(word::contains)) {
        return Optional.of(metro.region(cloud));
      }
    }
    return switch (word) {
      case "eu", "europe", "european union" -> Optional.of(usualInUnion());
      case "us", "usa", "united states" -> Optional.of(usual());
      default -> Optional.empty();
    };
  }

  static boolean inEuropeanUnion(String region) {
    return EUROPEAN_UNION.contains(region)
        || region.startsWith("europe-") && !GOOGLE_OUTSIDE_UNION.contains(region);
  }

  /** {@code europe-west1} is no word of {@code europe-west12}. */
  private static boolean containsWord(String text, String region) {
    int at = text.indexOf(region);
    while (at >= 0) {
      int end = at + region.length();
      boolean free = end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (free && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))) {
        return true;
      }
      at = text.indexOf(region, at + 1);
    }
    return false;
  }

  /** The region nearest to a region of another cloud. */
  Optional<String> nearest(String word) {
    String name = word.strip().toLowerCase(Locale.ROOT);
    for (Metro metro : METROS) {
      for (Cloud other : Cloud.values()) {
        if (other != cloud && metro.region(other).equals(name)) {
          return Optional.of(metro.region(cloud));
        }
      }
    }
    return Optional.empty();
  }

  /** The cloud that a region belongs to. */
  static Optional<Cloud> owner(String region) {
    for (Cloud cloud : Cloud.values()) {
      if (of(cloud).all().contains(region)) {
        return Optional.of(cloud);
      }
    }
    return Optional.empty();
  }
}
