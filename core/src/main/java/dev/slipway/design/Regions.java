package dev.slipway.design;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Google Cloud's regions, and what people call them. From the public list of locations, November
 * 2026.
 */
final class Regions {

  /** Low price, all services, and where the providers' free tiers are. */
  static final String DEFAULT = "us-central1";

  /** The default where personal data has to stay in the European Union; a low price tier too. */
  static final String DEFAULT_EU = "europe-west1";

  static final List<String> ALL =
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

  /** Regions of Amazon Web Services, each with the region that is nearest to it. */
  private static final List<String[]> ELSEWHERE =
      List.of(
          new String[] {"us-east-1", "us-east4"},
          new String[] {"us-east-2", "us-east5"},
          new String[] {"us-west-1", "us-west2"},
          new String[] {"us-west-2", "us-west1"},
          new String[] {"ca-central-1", "northamerica-northeast1"},
          new String[] {"sa-east-1", "southamerica-east1"},
          new String[] {"eu-west-1", "europe-west1"},
          new String[] {"eu-west-2", "europe-west2"},
          new String[] {"eu-west-3", "europe-west9"},
          new String[] {"eu-central-1", "europe-west3"},
          new String[] {"eu-central-2", "europe-west6"},
          new String[] {"eu-north-1", "europe-north2"},
          new String[] {"eu-south-1", "europe-west8"},
          new String[] {"eu-south-2", "europe-southwest1"},
          new String[] {"ap-south-1", "asia-south1"},
          new String[] {"ap-east-1", "asia-east2"},
          new String[] {"ap-southeast-1", "asia-southeast1"},
          new String[] {"ap-southeast-2", "australia-southeast1"},
          new String[] {"ap-northeast-1", "asia-northeast1"},
          new String[] {"ap-northeast-2", "asia-northeast3"},
          new String[] {"ap-northeast-3", "asia-northeast2"},
          new String[] {"me-south-1", "me-central1"},
          new String[] {"af-south-1", "africa-south1"});

  /** London and Zurich are European, and outside the union. */
  private static final List<String> EUROPE_OUTSIDE_EU = List.of("europe-west2", "europe-west6");

  private static final List<String[]> PLACES =
      List.of(
          new String[] {"frankfurt", "europe-west3"},
          new String[] {"germany", "europe-west3"},
          new String[] {"berlin", "europe-west10"},
          new String[] {"belgium", "europe-west1"},
          new String[] {"netherlands", "europe-west4"},
          new String[] {"paris", "europe-west9"},
          new String[] {"milan", "europe-west8"},
          new String[] {"turin", "europe-west12"},
          new String[] {"madrid", "europe-southwest1"},
          new String[] {"warsaw", "europe-central2"},
          new String[] {"finland", "europe-north1"},
          new String[] {"stockholm", "europe-north2"},
          new String[] {"london", "europe-west2"},
          new String[] {"zurich", "europe-west6"},
          new String[] {"iowa", "us-central1"},
          new String[] {"virginia", "us-east4"},
          new String[] {"oregon", "us-west1"},
          new String[] {"los angeles", "us-west2"},
          new String[] {"montreal", "northamerica-northeast1"},
          new String[] {"toronto", "northamerica-northeast2"},
          new String[] {"são paulo", "southamerica-east1"},
          new String[] {"sao paulo", "southamerica-east1"},
          new String[] {"tokyo", "asia-northeast1"},
          new String[] {"osaka", "asia-northeast2"},
          new String[] {"seoul", "asia-northeast3"},
          new String[] {"singapore", "asia-southeast1"},
          new String[] {"mumbai", "asia-south1"},
          new String[] {"delhi", "asia-south2"},
          new String[] {"sydney", "australia-southeast1"},
          new String[] {"melbourne", "australia-southeast2"},
          new String[] {"hong kong", "asia-east2"},
          new String[] {"taiwan", "asia-east1"},
          new String[] {"tel aviv", "me-west1"},
          new String[] {"doha", "me-central1"},
          new String[] {"johannesburg", "africa-south1"});

  private Regions() {}

  /** The region that a word of a record means: its name, or a place that has one. */
  static Optional<String> find(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    for (String region : ALL) {
      if (containsWord(word, region)) {
        return Optional.of(region);
      }
    }
    for (String[] place : PLACES) {
      if (word.contains(place[0])) {
        return Optional.of(place[1]);
      }
    }
    return switch (word) {
      case "eu", "europe", "european union" -> Optional.of(DEFAULT_EU);
      case "us", "usa", "united states" -> Optional.of(DEFAULT);
      default -> Optional.empty();
    };
  }

  static boolean inEuropeanUnion(String region) {
    return region.startsWith("europe-") && !EUROPE_OUTSIDE_EU.contains(region);
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
  static Optional<String> nearest(String word) {
    for (String[] pair : ELSEWHERE) {
      if (pair[0].equalsIgnoreCase(word)) {
        return Optional.of(pair[1]);
      }
    }
    return Optional.empty();
  }
}
