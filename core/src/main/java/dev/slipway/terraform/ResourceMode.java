package dev.slipway.terraform;

/** What Terraform does with a resource. */
public enum ResourceMode {
  /** {@code resource}: creates and changes it. */
  MANAGED(""),
  /** {@code data}: reads it. */
  DATA("data."),
  /** {@code ephemeral}: opens it for the length of a run. */
  EPHEMERAL("ephemeral.");

  private final String prefix;

  ResourceMode(String prefix) {
    this.prefix = prefix;
  }

  /** What stands before type and name in an address. */
  public String prefix() {
    return prefix;
  }
}
