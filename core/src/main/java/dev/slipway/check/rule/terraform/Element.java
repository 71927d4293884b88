package dev.slipway.check.rule.terraform;

import dev.slipway.check.validity.ModuleScope;
import dev.slipway.hcl.syntax.HclExpression;
import dev.slipway.terraform.Resource;
import dev.slipway.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An element of a resource with {@code count} or {@code for_each}.
 *
 * @param key a number or a text; none where there is but one element
 * @param scope gives the resource's scope the element's {@code count} or {@code each}
 */
record Element(Optional<Value> key, Function<ModuleScope, ModuleScope> scope) {

  /** Of more elements than this the further ones say nothing new. */
  private static final int MOST = 100;

  /** The elements of a resource; none where it does not repeat, or they are not all known. */
  static List<Element> of(Resource resource, Function<HclExpression, Value> evaluation) {
    if (resource.count().isPresent()) {
      return counted(evaluation.apply(resource.count().get()));
    }
    return resource.forEach().map(evaluation).map(Element::iterated).orElse(List.of());
  }

  private static List<Element> counted(Value count) {
    int number = count.isKnown() && count.isNumber() ? count.number().intValue() : 0;
    if (number < 1 || number > MOST) {
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int index = i;
      elements.add(new Element(key(number, Value.of(index)), scope -> scope.withCount(index)));
    }
    return elements;
  }

  private static List<Element> iterated(Value all) {
    boolean countable = all.isKnown() && (all.hasElements() || all.hasFields());
    List<ModuleView.Names.Each> each =
        countable ? ModuleView.Names.Each.of(all, MOST + 1) : List.of();
    List<Element> elements = new ArrayList<>();
    for (ModuleView.Names.Each one : each) {
      if (!one.key().isKnown() || !one.key().isText() || each.size() > MOST) {
        return List.of();
      }
      elements.add(
          new Element(
              key(each.size(), one.key()), scope -> scope.withEach(one.key(), one.value())));
    }
    return elements;
  }

  private static Optional<Value> key(int elements, Value key) {
    return elements > 1 ? Optional.of(key) : Optional.empty();
  }

  ModuleScope in(ModuleScope resource) {
    return scope.apply(resource);
  }

  /** A key as it stands behind an address: {@code [0]}, {@code ["ssh"]}. */
  static String index(Value key) {
    return key.isText()
        ? "[\"" + key.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"]"
        : "[" + key.number().toPlainString() + "]";
  }
}
