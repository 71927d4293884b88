package dev.slipway.stack;

import java.util.Comparator;

/** {@code type.name} or {@code data.type.name}. */
public record ResourceAddress(Mode mode, String type, String name)
    implements Comparable<ResourceAddress> {

  private static final Comparator<ResourceAddress> ORDER =
      Comparator.comparing(ResourceAddress::mode)
          .thenComparing(ResourceAddress::type)
          .thenComparing(ResourceAddress::name);

  /** Managed by this configuration, or only read. */
  public enum Mode {
    MANAGED,
    DATA
  }

  public static ResourceAddress managed(String type, String name) {
    return new ResourceAddress(Mode.MANAGED, type, name);
  }

  public static ResourceAddress data(String type, String name) {
    return new ResourceAddress(Mode.DATA, type, name);
  }

  /** A reference to the resource itself; add attributes with {@code dot}. */
  public Expression.Reference reference() {
    return Expression.Reference.of(toString());
  }

  @Override
  public int compareTo(ResourceAddress other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return (mode == Mode.DATA ? "data." : "") + type + "." + name;
  }
}
