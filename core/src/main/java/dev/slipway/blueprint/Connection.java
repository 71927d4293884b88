package dev.slipway.blueprint;

import java.util.Comparator;

/** A workload's use of a datastore or another workload. */
public record Connection(Element to, Access access) implements Comparable<Connection> {

  /** What it may do there. */
  public enum Access {
    READ,
    READ_WRITE,
    PUBLISH,
    SUBSCRIBE,
    ENQUEUE,
    INVOKE
  }

  @Override
  public int compareTo(Connection other) {
    return Comparator.comparing(Connection::to)
        .thenComparing(Connection::access)
        .compare(this, other);
  }
}
