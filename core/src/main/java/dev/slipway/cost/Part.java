package dev.slipway.cost;

/** The parts of a bill, in the order in which a record shows them. */
public enum Part {
  COMPUTE("Compute"),
  DATABASE("Database"),
  CACHE("Cache"),
  STORAGE("Storage"),
  MESSAGING("Messaging"),
  NETWORKING("Networking"),
  SECURITY("Security"),
  OBSERVABILITY("Monitoring and logs"),
  DELIVERY("Delivery");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
