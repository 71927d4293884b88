package dev.slipway.blueprint;

import java.util.Comparator;
import java.util.Optional;

/**
 * The name of a part of the blueprint, printed {@code kind.name}, such as {@code workload.api} or
 * {@code edge}.
 *
 * @param kind what it is
 * @param name its name among its kind; empty for the parts of which there is one
 */
public record Element(Kind kind, String name) implements Comparable<Element> {

  private static final Comparator<Element> ORDER =
      Comparator.comparing(Element::kind).thenComparing(Element::name);

  /** The kinds of parts. */
  public enum Kind {
    PROJECT("project"),
    ENVIRONMENT("environment"),
    WORKLOAD("workload"),
    DATASTORE("datastore"),
    SECRET("secret"),
    EDGE("edge"),
    NETWORK("network"),
    DELIVERY("delivery"),
    OBSERVABILITY("observability"),
    ALERT("alert"),
    RECOVERY("recovery"),
    BUDGET("budget"),
    CONTROL("control");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  public static Element of(Kind kind) {
    return new Element(kind, "");
  }

  public static Element workload(String name) {
    return new Element(Kind.WORKLOAD, name);
  }

  public static Element datastore(String name) {
    return new Element(Kind.DATASTORE, name);
  }

  public static Element environment(String name) {
    return new Element(Kind.ENVIRONMENT, name);
  }

  public static Element secret(String name) {
    return new Element(Kind.SECRET, name);
  }

  public static Element alert(String name) {
    return new Element(Kind.ALERT, name);
  }

  /** Reads what {@link #toString} prints. */
  public static Optional<Element> parse(String text) {
    int dot = text.indexOf('.');
    String word = dot < 0 ? text : text.substring(0, dot);
    String name = dot < 0 ? "" : text.substring(dot + 1);
    for (Kind kind : Kind.values()) {
      if (kind.word.equals(word)) {
        return Optional.of(new Element(kind, name));
      }
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(Element other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? kind.word : kind.word + "." + name;
  }
}
