package dev.slipway.check.validity;

import dev.slipway.terraform.Check;
import dev.slipway.terraform.Resource;
import dev.slipway.value.Type;
import dev.slipway.value.Value;
import java.util.Map;
import java.util.Optional;

/**
 * Where an expression stands, as far as that decides which names it may use.
 *
 * @param address the address of what it belongs to
 * @param repetition what {@code count} and {@code each} are
 * @param self the resource that {@code self} means
 * @param check the check block around it
 * @param names further names, such as a dynamic block's iterator
 */
record Place(
    String address,
    Repetition repetition,
    Optional<Resource> self,
    Optional<Check> check,
    Map<String, Value> names) {

  /** What {@code count.index}, {@code each.key} and {@code each.value} come to, if they exist. */
  record Repetition(Optional<Value> index, Optional<Value> key, Optional<Value> value) {

    static final Repetition NONE =
        new Repetition(Optional.empty(), Optional.empty(), Optional.empty());

    /** In a block with {@code count}. */
    static final Repetition COUNT =
        new Repetition(
            Optional.of(Value.unknown(Type.Primitive.NUMBER)), Optional.empty(), Optional.empty());

    /** In a block with {@code for_each}. */
    static final Repetition EACH = each(Value.unknown(Type.Primitive.STRING), Value.DYNAMIC);

    /** In a module call, where Terraform does not look which of the two there is. */
    static final Repetition EITHER = new Repetition(COUNT.index, EACH.key, EACH.value);

    static Repetition each(Value key, Value value) {
      return new Repetition(Optional.empty(), Optional.of(key), Optional.of(value));
    }

    boolean counts() {
      return index.isPresent();
    }

    boolean iterates() {
      return key.isPresent();
    }
  }

  static Place of(String address) {
    return new Place(address, Repetition.NONE, Optional.empty(), Optional.empty(), Map.of());
  }

  /** Whether it may refer to a resource that stands inside a check. */
  boolean mayUse(Resource scoped) {
    return check
        .flatMap(Check::data)
        .map(data -> data.address().equals(scoped.address()))
        .orElse(false);
  }
}
