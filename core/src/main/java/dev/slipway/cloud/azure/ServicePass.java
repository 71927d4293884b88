package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.bool;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.ref;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.Workload.Exposure;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.Requirement;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Expressions;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Trait;
import java.util.List;
import java.util.Optional;

/**
 * Container apps that answer requests. A static site is one too, a web server with the files in its
 * image: that way it is built, approved, deployed and rolled back like everything else, and has the
 * same network, certificate and log.
 */
final class ServicePass implements Pass {

  private static final String FILE = StackFiles.MAIN;
  private static final int DEFAULT_PORT = 8080;

  /** After which the ingress ends a request. */
  private static final int MOST_SECONDS = 240;

  @Override
  public String name() {
    return "services";
  }

  static boolean serves(Workload workload) {
    return workload.kind() == WorkloadKind.SERVICE || workload.kind() == WorkloadKind.STATIC_SITE;
  }

  static int port(Workload workload) {
    return workload.port().orElse(DEFAULT_PORT);
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (Requirement.kubernetes(blueprint)) {
      return part.build();
    }
    for (Workload workload : blueprint.workloads()) {
      if (serves(workload)) {
        Place.all(blueprint).forEach(place -> service(blueprint, workload, place, part));
        url(blueprint, workload, part);
      }
    }
    return part.build();
  }

  static Provenance why(Workload workload, String aspect) {
    String base = "workload." + workload.name() + ".";
    return Provenance.of(
        workload.element(),
        base + aspect,
        base + "resources",
        base + "scaling",
        base + "exposure",
        "platform");
  }

  private static void service(
      Blueprint blueprint, Workload workload, Place place, StackPart.Builder part) {
    Containers containers = new Containers(blueprint, workload, place);
    containers.declare(part);
    Provenance scaling = why(workload, "scaling");
    Reference min = containers.replicas(part, scaling, false);
    Reference max = containers.replicas(part, scaling, true);
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.app(blueprint, workload.name()))
            .set("resource_group_name", place.one(AzureAddresses.GROUP).dot("name"))
            .set(
                "container_app_environment_id", place.one(AzureAddresses.APP_ENVIRONMENT).dot("id"))
            .set("revision_mode", "Multiple")
            .set(
                "max_inactive_revisions",
                number(20),
                "As many as a rollback may want to go back to; they cost nothing.");
    containers.frame(body);
    QueueDelivery.sidecar(blueprint, workload, body);
    body.block("ingress", ingress(blueprint, workload))
        .block("template", template(blueprint, workload, containers, min, max));
    part.resource(
        FILE,
        place.of(AzureAddresses.app(workload.name())),
        workload.description(),
        containers.pipelineOwned(containers.after(place.meta()), true),
        body,
        why(workload, "kind"));
  }

  private static Body.Builder ingress(Blueprint blueprint, Workload workload) {
    boolean open = workload.exposure() == Exposure.PUBLIC;
    Body.Builder ingress =
        Body.builder()
            .set("external_enabled", bool(external(blueprint, workload)), seen(blueprint, workload))
            .set("target_port", number(port(workload)), patience(workload))
            .set("transport", workload.has(Trait.GRPC) ? "http2" : "auto")
            .set("allow_insecure_connections", false)
            .set("client_certificate_mode", "ignore")
            .block(
                "traffic_weight",
                Body.builder().set("latest_revision", true).set("percentage", 100));
    if (open && FrontDoor.present(blueprint) && !FrontDoor.direct(blueprint, workload)) {
      onlyFrontDoor(blueprint, ingress);
    }
    return ingress;
  }

  /** Whether more than the apps of its environment reach it: the network or the internet. */
  static boolean external(Blueprint blueprint, Workload workload) {
    return switch (workload.exposure()) {
      case PUBLIC -> true;
      case INTERNAL -> FrontDoor.inside(blueprint) && Functions.callApps(blueprint);
      case NONE -> false;
    };
  }

  private static String patience(Workload workload) {
    return workload.compute().timeout().toSeconds() > MOST_SECONDS
        ? "A request may take four minutes here, and no setting gives it more: longer work belongs"
            + " into a job or a queue."
        : "";
  }

  private static String seen(Blueprint blueprint, Workload workload) {
    if (workload.exposure() == Exposure.PUBLIC) {
      return "";
    }
    return external(blueprint, workload)
        ? "Functions reach it through the network; the environment has no way in from outside."
        : "Only apps of the same environment reach it.";
  }

  /**
   * With a private link there is no public way; without one the ingress knows Front Door by its
   * addresses.
   */
  private static void onlyFrontDoor(Blueprint blueprint, Body.Builder ingress) {
    if (FrontDoor.privateLink(blueprint)) {
      return;
    }
    Body content =
        Body.builder()
            .set("for_each", EdgePass.ADDRESSES.reference().dot("ipv4_cidrs"))
            .block(
                "content",
                Body.builder()
                    .set(
                        "name",
                        Expressions.template("front-door-", ref("ip_security_restriction.key")))
                    .set("action", "Allow")
                    .set("ip_address_range", ref("ip_security_restriction.value")))
            .build();
    ingress.add(
        new Body.Block(
            "dynamic",
            List.of("ip_security_restriction"),
            content,
            "Whoever finds the app's own address is turned away. Another customer's Front Door is"
                + " not:\nonly the Premium tier has private links.",
            Optional.empty()));
  }

  private static Body.Builder template(
      Blueprint blueprint, Workload workload, Containers containers, Reference min, Reference max) {
    Body.Builder container = containers.container(Containers.SERVICE_PLACEHOLDER, false);
    Probes.add(container, workload);
    Body.Builder template = Body.builder().set("min_replicas", min).set("max_replicas", max);
    Shutdown.add(template, workload);
    template.block("container", container);
    ScaleRules.http(template, workload);
    ScaleRules.queues(template, blueprint, workload);
    return template;
  }

  private static void url(Blueprint blueprint, Workload workload, StackPart.Builder part) {
    part.output(
        StackFiles.OUTPUTS,
        ResourceAddress.id(workload.name()) + "_url",
        Reach.url(blueprint, workload.name(), Place.primary(blueprint)),
        "Address that Container Apps gave " + workload.name() + ".",
        why(workload, "exposure"));
  }
}
