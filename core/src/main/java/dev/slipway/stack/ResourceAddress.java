package dev.slipway.stack;

import java.util.Comparator;

/** {@code type.name}, {@code data.type.name} or {@code ephemeral.type.name}. */
public record ResourceAddress(Mode mode, String type, String name)
    implements Comparable<ResourceAddress> {

  private static final Comparator<ResourceAddress> ORDER =
      Comparator.comparing(ResourceAddress::mode)
          .thenComparing(ResourceAddress::type)
          .thenComparing(ResourceAddress::name);

  /** Managed by this configuration, only read, or there while a run lasts and in no state. */
  public enum Mode {
    MANAGED,
    DATA,
    EPHEMERAL
  }

  public static ResourceAddress managed(String type, String name) {
    return new ResourceAddress(Mode.MANAGED, type, name);
  }

  public static ResourceAddress data(String type, String name) {
    return new ResourceAddress(Mode.DATA, type, name);
  }

  public static ResourceAddress ephemeral(String type, String name) {
    return new ResourceAddress(Mode.EPHEMERAL, type, name);
  }

  /** A name as a Terraform identifier: hyphens and dots become underscores. */
  public static String id(String name) {
    return name.replace('-', '_').replace('.', '_');
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
    String prefix =
        switch (mode) {
          case MANAGED -> "";
          case DATA -> "data.";
          case EPHEMERAL -> "ephemeral.";
        };
    return prefix + type + "." + name;
  }
}
