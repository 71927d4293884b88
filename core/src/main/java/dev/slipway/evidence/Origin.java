package dev.slipway.evidence;

/** Where a fact comes from, strongest first: the order is the precedence of facts. */
public enum Origin {
  COMMAND_LINE("command line"),
  CONFIGURATION("slipway.yaml"),
  DECISION_RECORD("decision record"),
  SECURITY_ASSESSMENT("security assessment"),
  IMPLEMENTATION_RECORD("implementation record"),
  REPOSITORY("repository"),
  DEFAULT("default");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  /** The name a person reads. */
  public String label() {
    return label;
  }
}
