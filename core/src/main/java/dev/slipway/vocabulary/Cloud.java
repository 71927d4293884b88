package dev.slipway.vocabulary;

/** The clouds that a blueprint can be lowered to. */
public enum Cloud {
  GCP("Google Cloud"),
  AWS("Amazon Web Services"),
  AZURE("Microsoft Azure");

  private final String label;

  Cloud(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
