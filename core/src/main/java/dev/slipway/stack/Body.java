package dev.slipway.stack;

import dev.slipway.blueprint.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The inside of a block: arguments and nested blocks in the order in which they are printed. */
public record Body(List<Item> items) {

  public static final Body EMPTY = new Body(List.of());

  /** One thing in a body. */
  public sealed interface Item {

    /** Why it is there, when that differs from its resource's reason. */
    Optional<Provenance> provenance();
  }

  /**
   * {@code name = value}.
   *
   * @param comment printed above it, without the comment sign; empty for none
   * @param provenance why this very argument has this value, when that differs from its resource's
   */
  public record Argument(
      String name, Expression value, String comment, Optional<Provenance> provenance)
      implements Item {}

  /** {@code type "label" { … }}. */
  public record Block(
      String type, List<String> labels, Body body, String comment, Optional<Provenance> provenance)
      implements Item {}

  /** The value of the argument {@code name}, if it is set here. */
  public Optional<Expression> argument(String name) {
    for (Item item : items) {
      if (item instanceof Argument argument && argument.name().equals(name)) {
        return Optional.of(argument.value());
      }
    }
    return Optional.empty();
  }

  /** The nested blocks of this type, {@code dynamic} ones not among them. */
  public List<Body> blocks(String type) {
    List<Body> bodies = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Block block && block.type().equals(type)) {
        bodies.add(block.body());
      }
    }
    return List.copyOf(bodies);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects items in order. */
  public static final class Builder {
    private final List<Item> items = new ArrayList<>();

    private Builder() {}

    public Builder set(String name, Expression value) {
      items.add(new Argument(name, value, "", Optional.empty()));
      return this;
    }

    /** An argument with a reason of its own. */
    public Builder set(String name, Expression value, Provenance provenance) {
      items.add(new Argument(name, value, "", Optional.of(provenance)));
      return this;
    }

    /** An argument with a comment above it. */
    public Builder set(String name, Expression value, String comment) {
      items.add(new Argument(name, value, comment, Optional.empty()));
      return this;
    }

    public Builder set(String name, String value) {
      return set(name, Expressions.text(value));
    }

    public Builder set(String name, long value) {
      return set(name, Expressions.number(value));
    }

    public Builder set(String name, long value, String comment) {
      return set(name, Expressions.number(value), comment);
    }

    public Builder set(String name, boolean value) {
      return set(name, Expressions.bool(value));
    }

    public Builder block(String type, Builder body) {
      items.add(new Block(type, List.of(), body.build(), "", Optional.empty()));
      return this;
    }

    public Builder block(String type, List<String> labels, Builder body) {
      items.add(new Block(type, List.copyOf(labels), body.build(), "", Optional.empty()));
      return this;
    }

    public Builder block(String type, Builder body, Provenance provenance) {
      items.add(new Block(type, List.of(), body.build(), "", Optional.of(provenance)));
      return this;
    }

    public Builder block(String type, Builder body, String comment) {
      items.add(new Block(type, List.of(), body.build(), comment, Optional.empty()));
      return this;
    }

    public Builder block(String type, List<String> labels, Builder body, String comment) {
      items.add(new Block(type, List.copyOf(labels), body.build(), comment, Optional.empty()));
      return this;
    }

    public Builder add(Item item) {
      items.add(item);
      return this;
    }

    public Body build() {
      return new Body(List.copyOf(items));
    }
  }
}
