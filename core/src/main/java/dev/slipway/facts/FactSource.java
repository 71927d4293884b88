package dev.slipway.facts;

/**
 * Where a fact comes from.
 *
 * @param asOf date or month for which it holds, as stated by the source; {@code not shown} where it
 *     states none
 * @param source repository and path, address of a page, or {@code general knowledge}
 */
public record FactSource(String asOf, String source) {

  /** The text a person reads. */
  @Override
  public String toString() {
    return source + (asOf.equals("not shown") ? ", undated" : ", " + asOf);
  }

  /** The facts' word for a cloud. */
  static String word(dev.slipway.vocabulary.Cloud cloud) {
    return switch (cloud) {
      case GCP -> "gcp";
      case AWS -> "aws";
      case AZURE -> "azure";
    };
  }
}
