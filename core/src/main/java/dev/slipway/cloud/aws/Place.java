package dev.slipway.cloud.aws;

import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;
import java.util.Map;

/**
 * Where what exists once a region is printed: in the primary region, and once more in the second
 * one where the design has two. The second region is production's alone, so there everything is
 * counted: none where {@code var.secondary_region} is empty.
 */
enum Place {
  PRIMARY,
  SECONDARY;

  /** The alias of the provider for the second region. */
  static final String ALIAS = "secondary";

  static final Reference SECOND_REGION = var("secondary_region");

  static List<Place> of(Blueprint blueprint) {
    return multiRegional(blueprint) ? List.of(PRIMARY, SECONDARY) : List.of(PRIMARY);
  }

  static boolean multiRegional(Blueprint blueprint) {
    return blueprint.project().regions().size() > 1;
  }

  /** The address of a part's twin in this place. */
  ResourceAddress at(ResourceAddress address) {
    return switch (this) {
      case PRIMARY -> address;
      case SECONDARY ->
          new ResourceAddress(address.mode(), address.type(), address.name() + "_secondary");
    };
  }

  /** A reference to the part in this place that is not repeated by itself. */
  Reference ref(ResourceAddress address) {
    return switch (this) {
      case PRIMARY -> address.reference();
      case SECONDARY -> at(address).reference().at(number(0));
    };
  }

  /** A reference to the parts in this place, of which there is one a zone. */
  Reference each(ResourceAddress address) {
    return at(address).reference();
  }

  Meta meta() {
    return meta(Meta.NONE);
  }

  Meta meta(Meta meta) {
    return switch (this) {
      case PRIMARY -> meta;
      case SECONDARY -> provider(meta).withCount(when(absent(), number(0), number(1)));
    };
  }

  /** Of what is in this place where the condition holds. */
  Meta where(Expression condition) {
    Expression here =
        switch (this) {
          case PRIMARY -> condition;
          case SECONDARY ->
              new Expression.Binary(
                  Expression.Operator.AND, condition, new Expression.Unary("!", absent()));
        };
    return meta().withCount(when(here, number(1), number(0)));
  }

  /** Of what is there once for each entry of a map. */
  Meta forEach(Meta meta, Expression entries) {
    return switch (this) {
      case PRIMARY -> meta.withForEach(entries);
      case SECONDARY -> provider(meta).withForEach(when(absent(), object(Map.of()), entries));
    };
  }

  private Meta provider(Meta meta) {
    return meta.withProvider(provider(ALIAS));
  }

  /** The name of the region, as an expression. */
  Reference region() {
    return switch (this) {
      case PRIMARY -> var("region");
      case SECONDARY -> SECOND_REGION;
    };
  }

  /** A name of a local value or an output in this place. */
  String named(String name) {
    return switch (this) {
      case PRIMARY -> name;
      case SECONDARY -> name + "_secondary";
    };
  }

  static Expression absent() {
    return equal(SECOND_REGION, text(""));
  }

  /** A reference to a configuration of the provider. */
  static Reference provider(String alias) {
    return Reference.of("aws." + alias);
  }
}
