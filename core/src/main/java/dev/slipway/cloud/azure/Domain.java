package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expression.Reference.Attribute;
import dev.slipway.stack.Expression.Reference.Splat;
import dev.slipway.stack.Expression.Reference.Step;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether there is a public host name, and when it is bound: Front Door takes it at once and waits
 * for its DNS records; an app refuses it until the records are there, so that a variable says when
 * they are.
 */
final class Domain {

  static final Provenance WHY = Provenance.of(Element.of(Element.Kind.EDGE), "edge.domain");

  private Domain() {}

  /** Whether some environment has one. */
  static boolean wanted(Blueprint blueprint) {
    return !Requirement.kubernetes(blueprint)
        && blueprint.environments().stream().anyMatch(e -> e.domain().isPresent())
        && (FrontDoor.present(blueprint) || served(blueprint));
  }

  /** Without Front Door the domain is bound to the app that answers at the root. */
  private static boolean served(Blueprint blueprint) {
    return blueprint
        .workload(Front.root(blueprint))
        .filter(ServicePass::serves)
        .filter(w -> FrontDoor.direct(blueprint, w))
        .isPresent();
  }

  static void declare(Blueprint blueprint, StackPart.Builder part) {
    boolean optional = Front.optional(blueprint);
    new EnvironmentInputs(blueprint, part, WHY)
        .matching(
            "domain",
            optional
                ? "Public host name. Empty: the address that Azure gives is the public one."
                : "Public host name.",
            optional ? "^([a-z0-9-]+\\.)*[a-z0-9-]*$" : "^([a-z0-9-]+\\.)+[a-z0-9-]+$",
            "Give a host name without scheme and path.",
            e -> e.domain().orElse(""));
    if (!FrontDoor.present(blueprint)) {
      part.variable(
          StackFiles.VARIABLES,
          "domain_ready",
          ref("bool"),
          "Whether the DNS records in the output dns_records are there: an app takes a domain only"
              + " then.",
          Optional.of(bool(false)),
          WHY);
    }
  }

  private static boolean conditional(Blueprint blueprint) {
    return !FrontDoor.present(blueprint) || Front.optional(blueprint);
  }

  private static Expression present(Blueprint blueprint) {
    return FrontDoor.present(blueprint) ? Front.present() : var("domain_ready");
  }

  /** For what is there when the domain is bound. */
  static Meta meta(Blueprint blueprint, Meta meta) {
    return conditional(blueprint)
        ? meta.withCount(when(present(blueprint), number(1), number(0)))
        : meta;
  }

  /** The one instance of what {@link #meta} repeats. */
  static Reference one(Blueprint blueprint, ResourceAddress address) {
    return conditional(blueprint) ? address.reference().at(number(0)) : address.reference();
  }

  /** The ids of what {@link #meta} repeats, as a list of one or none. */
  static Expression ids(Blueprint blueprint, ResourceAddress address) {
    return conditional(blueprint) ? splat(address) : list(address.reference().dot("id"));
  }

  /** {@code type.name[*].id}. */
  static Expression splat(ResourceAddress address) {
    List<Step> steps = new ArrayList<>(address.reference().steps());
    steps.add(new Splat());
    steps.add(new Attribute("id"));
    return new Reference(address.reference().root(), List.copyOf(steps));
  }

  /** {@code then} where the domain is bound, {@code otherwise} where it is not. */
  static Expression choose(Blueprint blueprint, Expression then, Expression otherwise) {
    return conditional(blueprint) ? when(present(blueprint), then, otherwise) : then;
  }
}
