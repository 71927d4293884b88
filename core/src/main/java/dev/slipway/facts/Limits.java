package dev.slipway.facts;

import dev.slipway.vocabulary.Cloud;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One stated limit or figure of a service.
 *
 * @param name what is limited, such as {@code concurrent requests per instance, maximum}
 * @param value as stated: a number, a range {@code 1-7} or words
 * @param unit such as {@code requests}; may be empty
 */
public record Limits(
    Cloud cloud,
    String service,
    String name,
    String value,
    String unit,
    String notes,
    FactSource source) {

  /** The value when it is one number. */
  public Optional<BigDecimal> number() {
    return decimal(value);
  }

  /** The larger end of a range, or the one number. */
  public Optional<BigDecimal> upper() {
    int dash = value.indexOf('-', 1);
    return dash < 0 ? number() : decimal(value.substring(dash + 1));
  }

  static List<Limits> load(String table) {
    List<Limits> limits = new ArrayList<>();
    for (String[] row : FactLines.table(table)) {
      limits.add(
          new Limits(
              cloud(row[0]),
              row[1],
              row[2],
              row[3],
              row[4],
              row[5],
              new FactSource(row[6], row[7])));
    }
    return List.copyOf(limits);
  }

  static List<Limits> of(List<Limits> all, Cloud cloud, String service) {
    return all.stream().filter(l -> l.cloud() == cloud && l.service().equals(service)).toList();
  }

  static Optional<Limits> find(List<Limits> all, Cloud cloud, String service, String name) {
    return of(all, cloud, service).stream().filter(l -> l.name().equals(name)).findFirst();
  }

  static Cloud cloud(String word) {
    return switch (word) {
      case "gcp" -> Cloud.GCP;
      case "aws" -> Cloud.AWS;
      case "azure" -> Cloud.AZURE;
      default -> throw new IllegalStateException("unknown cloud in the facts: " + word);
    };
  }

  static Optional<BigDecimal> decimal(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return Optional.empty();
      }
    }
    return text.equals(".") ? Optional.empty() : Optional.of(new BigDecimal(text));
  }
}
