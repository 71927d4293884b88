package dev.slipway.cloud.gcp;

import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.var;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Environment;
import dev.slipway.blueprint.Provenance;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.ResourceAddress;

/** The public zone of each environment, signed, with the record of its domain. */
final class DnsPass implements Pass {

  private static final String FILE = StackFiles.EDGE;
  private static final Provenance WHY = Provenance.of(Element.of(Element.Kind.EDGE), "edge.domain");
  private static final ResourceAddress ZONE =
      ResourceAddress.managed("google_dns_managed_zone", "public");

  @Override
  public String name() {
    return "dns";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Front.balanced(blueprint)
        || blueprint.edge().dnsZone().isEmpty()
        || EdgePass.backends(blueprint).isEmpty()) {
      return part.build();
    }
    part.service("dns.googleapis.com");
    String zone = blueprint.edge().dnsZone().get();
    new EnvironmentInputs(blueprint, part, WHY)
        .matching(
            "dns_zone",
            "Domain whose DNS zone this environment keeps.",
            "^([a-z0-9-]+\\.)+[a-z0-9-]+$",
            "Give a domain without a dot at the end.",
            e -> zone(blueprint, e, zone));
    part.resource(
        FILE,
        ZONE,
        "Its parent has to delegate to the name servers of the output dns_name_servers, with the DS"
            + " record once DNSSEC is on.",
        Front.meta(blueprint),
        Body.builder()
            .set("name", GcpNames.resource(blueprint, "public"))
            .set("dns_name", template(var("dns_zone"), "."))
            .set("description", "Public names of " + blueprint.project().name() + ".")
            .block("dnssec_config", Body.builder().set("state", "on"))
            .block("cloud_logging_config", Body.builder().set("enable_logging", true)),
        WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("google_dns_record_set", "domain"),
        "",
        Front.meta(blueprint),
        Body.builder()
            .set("name", template(var("domain"), "."))
            .set("managed_zone", Front.one(blueprint, ZONE).dot("name"))
            .set("type", "A")
            .set("ttl", 300)
            .set(
                "rrdatas",
                list(Front.one(blueprint, GcpAddresses.LOAD_BALANCER_ADDRESS).dot("address"))),
        WHY);
    part.output(
        StackFiles.OUTPUTS,
        "dns_name_servers",
        Front.choose(blueprint, Front.one(blueprint, ZONE).dot("name_servers"), list()),
        "Name servers to delegate the zone to.",
        WHY);
    return part.build();
  }

  /**
   * Two projects cannot keep the same zone: other environments keep one for their own name below
   * it.
   */
  private static String zone(Blueprint blueprint, Environment environment, String zone) {
    return environment.equals(blueprint.production())
        ? zone
        : environment.domain().orElse(environment.name() + "." + zone);
  }
}
