package dev.slipway.facts;

import dev.slipway.vocabulary.Cloud;

/** All facts together. */
public final class Facts {

  private Facts() {}

  /**
   * Loads what a design for a cloud will ask for; nothing needs it, but who asks then waits less.
   */
  public static void load(Cloud cloud) {
    PriceBook.of(cloud);
    Tiers.services(cloud);
    Sla.of(cloud, "");
    ComputeLimits.of(cloud, "");
    NetworkLimits.of(cloud, "");
    Recovery.of(cloud, "");
    Runtimes.of("");
    BaseImages.of("");
    ProviderSchema.of(provider(cloud));
    Constraints.of(provider(cloud));
    Naming.of("");
  }

  private static String provider(Cloud cloud) {
    return switch (cloud) {
      case GCP -> "google";
      case AWS -> "aws";
      case AZURE -> "azurerm";
    };
  }
}
