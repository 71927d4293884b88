package dev.slipway.check.rule;

import java.util.Locale;
import java.util.Optional;

/** What a rule guards. */
public enum Category {
  VALIDITY,
  EXPOSURE,
  IDENTITY,
  ENCRYPTION,
  NETWORK,
  LOGGING,
  BACKUP,
  DELETION_PROTECTION,
  RESIDENCY,
  IMAGE,
  SUPPLY_CHAIN,
  SECRET,
  COST,
  RELIABILITY,
  /** The project's own. */
  OWN,
  CHECK;

  /** As in texts: {@code deletion protection}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  public static Optional<Category> of(String word) {
    for (Category category : values()) {
      if (category.word().equals(word)) {
        return Optional.of(category);
      }
    }
    return Optional.empty();
  }
}
