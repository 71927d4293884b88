package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.ref;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.List;

/** The public host name and its certificate, on Front Door or on the app that answers. */
final class DomainPass implements Pass {

  static final ResourceAddress FRONT_DOOR_DOMAIN =
      ResourceAddress.managed("azurerm_cdn_frontdoor_custom_domain", "edge");
  private static final ResourceAddress APP_DOMAIN =
      ResourceAddress.managed("azurerm_container_app_custom_domain", "edge");
  private static final String FILE = StackFiles.EDGE;
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.EDGE), "edge.tls", "edge.domain");

  @Override
  public String name() {
    return "domain";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Domain.wanted(blueprint)) {
      return part.build();
    }
    if (FrontDoor.present(blueprint)) {
      frontDoor(blueprint, part);
    } else {
      app(blueprint, part);
    }
    return part.build();
  }

  private static void frontDoor(Blueprint blueprint, StackPart.Builder part) {
    boolean newest = blueprint.edge().minimumTls().equals("1.3");
    Body.Builder body =
        Body.builder()
            .set("name", call("replace", var("domain"), text("."), text("-")))
            .set("cdn_frontdoor_profile_id", AzureAddresses.FRONT_DOOR.reference().dot("id"))
            .set("host_name", var("domain"));
    if (DnsPass.wanted(blueprint)) {
      body.set("dns_zone_id", Domain.one(blueprint, DnsPass.ZONE).dot("id"));
    }
    Body.Builder tls =
        Body.builder()
            .set("certificate_type", "ManagedCertificate")
            .set(
                "minimum_version",
                text("TLS12"),
                newest ? "Front Door cannot refuse 1.2; clients that know 1.3 get it." : "")
            .block(
                "cipher_suite",
                Body.builder().set("type", "TLS12_2023"),
                "Without the suites that are only there for browsers of before 2015.");
    part.resource(
        FILE,
        FRONT_DOOR_DOMAIN,
        "Microsoft issues its certificate once the record _dnsauth is there, and renews it.",
        Domain.meta(blueprint, Meta.NONE),
        body.block("tls", tls),
        WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_cdn_frontdoor_custom_domain_association", "edge"),
        "",
        Domain.meta(blueprint, Meta.NONE),
        Body.builder()
            .set(
                "cdn_frontdoor_custom_domain_id",
                Domain.one(blueprint, FRONT_DOOR_DOMAIN).dot("id"))
            .set(
                "cdn_frontdoor_route_ids",
                list(
                    EdgePass.known(blueprint).stream()
                        .map(r -> EdgePass.route(r).reference().dot("id"))
                        .toList())),
        WHY);
  }

  private static void app(Blueprint blueprint, StackPart.Builder part) {
    String root = Front.root(blueprint);
    Body ignored =
        Body.builder()
            .set(
                "ignore_changes",
                list(
                    ref("certificate_binding_type"),
                    ref("container_app_environment_certificate_id")),
                "Binding the certificate sets them.")
            .build();
    part.resource(
        FILE,
        APP_DOMAIN,
        "",
        Domain.meta(blueprint, Meta.NONE).withLifecycle(ignored),
        Body.builder()
            .set("name", var("domain"))
            .set("container_app_id", AzureAddresses.app(root).reference().dot("id")),
        WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_container_app_environment_managed_certificate", "edge"),
        "Microsoft renews it. The provider cannot bind it to the app; once it is there: az"
            + " containerapp hostname bind"
            + "\n--hostname DOMAIN --name "
            + AzureNames.app(blueprint, root)
            + " --resource-group "
            + AzureNames.resource(blueprint, "main")
            + " --environment "
            + AzureNames.resource(blueprint, "apps")
            + " --certificate domain",
        Domain.meta(blueprint, Meta.NONE).withDependsOn(List.of(APP_DOMAIN.reference())),
        Body.builder()
            .set("name", "domain")
            .set(
                "container_app_environment_id",
                AzureAddresses.APP_ENVIRONMENT.reference().dot("id"))
            .set("subject_name", var("domain"))
            .set("domain_control_validation", "HTTP")
            .set("tags", local("tags")),
        WHY);
  }
}
