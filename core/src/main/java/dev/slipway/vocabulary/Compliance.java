package dev.slipway.vocabulary;

/** Regulations and standards that change what is built. */
public enum Compliance {
  GDPR("GDPR"),
  SOC_2("SOC 2"),
  HIPAA("HIPAA"),
  PCI_DSS("PCI DSS"),
  ISO_27001("ISO 27001");

  private final String label;

  Compliance(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
