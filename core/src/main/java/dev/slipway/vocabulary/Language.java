package dev.slipway.vocabulary;

/** Languages that the repository reader knows. A new one breaks every switch where work is due. */
public enum Language {
  PYTHON("Python"),
  NODE("Node.js"),
  GO("Go");

  private final String label;

  Language(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
