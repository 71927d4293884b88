package dev.slipway.cloud;

/** Departures from Checkov's rules, each with its reason, as comments that Checkov reads. */
public final class Checkov {

  private Checkov() {}

  /** A departure from one rule; several of them stand below each other. */
  public static String skip(String rule, String reason) {
    return "checkov:skip=" + rule + ":" + reason;
  }
}
