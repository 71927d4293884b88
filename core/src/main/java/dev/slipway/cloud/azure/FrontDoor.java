package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Edge;
import dev.slipway.blueprint.Measure;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Requirement;
import dev.slipway.stack.Expression;
import dev.slipway.vocabulary.Trait;
import java.util.List;

/**
 * Whether Front Door stands in front, which of its tiers, and how workloads and browsers are told
 * each other's addresses. Unlike other clouds' load balancers it has a host name and a certificate
 * of its own, so that an environment without a domain has it too.
 */
public final class FrontDoor {

  private FrontDoor() {}

  static boolean present(Blueprint blueprint) {
    return Front.balanced(blueprint) && !behind(blueprint).isEmpty();
  }

  /** The workloads that it leads to, each once, in the order of the routes. */
  static List<Workload> behind(Blueprint blueprint) {
    return blueprint.edge().routes().stream()
        .map(Edge.Route::workload)
        .distinct()
        .flatMap(name -> blueprint.workload(name).stream())
        .filter(FrontDoor::passes)
        .toList();
  }

  /** Front Door speaks HTTP/1.1 to what is behind it, which gRPC cannot go through. */
  static boolean passes(Workload workload) {
    return (ServicePass.serves(workload) || workload.kind() == WorkloadKind.FUNCTION)
        && workload.exposure() == Exposure.PUBLIC
        && !workload.has(Trait.GRPC);
  }

  /** Whether a public workload is entered by its own address and not through Front Door. */
  public static boolean direct(Blueprint blueprint, Workload workload) {
    return workload.exposure() == Exposure.PUBLIC
        && !(present(blueprint) && behind(blueprint).contains(workload));
  }

  /** Microsoft's rules against known attacks, and private links, are in this tier only. */
  static boolean premium(Blueprint blueprint) {
    return present(blueprint)
        && (blueprint.edge().waf()
            || Requirement.measure(blueprint, Measure.PRIVATE_NETWORK)
            || Functions.callApps(blueprint));
  }

  /**
   * Whether Front Door is the only way to the apps: their environment has no public address then.
   * Something that has to be entered directly keeps it.
   */
  static boolean privateLink(Blueprint blueprint) {
    return premium(blueprint)
        && blueprint.workloads().stream()
            .filter(ServicePass::serves)
            .noneMatch(w -> direct(blueprint, w));
  }

  /**
   * Whether the apps have addresses in the private network only. Without a network the environment
   * keeps the platform's address, which nothing but the private link leads to either.
   */
  static boolean inside(Blueprint blueprint) {
    return privateLink(blueprint) && NetworkPass.needed(blueprint);
  }

  static String tier(Blueprint blueprint) {
    return premium(blueprint) ? "Premium_AzureFrontDoor" : "Standard_AzureFrontDoor";
  }

  /** What browsers see, without a slash at the end. */
  static Expression origin(Blueprint blueprint) {
    Expression own =
        present(blueprint)
            ? template("https://", AzureAddresses.FRONT_DOOR_ENDPOINT.reference().dot("host_name"))
            : Reach.url(blueprint, Front.root(blueprint), Place.primary(blueprint));
    return Domain.wanted(blueprint)
        ? Domain.choose(blueprint, template("https://", var("domain")), own)
        : own;
  }

  static Expression sku(Blueprint blueprint) {
    return text(tier(blueprint));
  }
}
