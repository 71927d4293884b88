package dev.slipway.cloud.gcp;

/** Departures from Checkov's rules, each with its reason, as comments that Checkov reads. */
final class Checkov {

  private Checkov() {}

  static String skip(String rule, String reason) {
    return "checkov:skip=" + rule + ":" + reason;
  }
}
