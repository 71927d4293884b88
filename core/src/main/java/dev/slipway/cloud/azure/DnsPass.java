package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.call;
import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.object;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Environment;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The public zone of each environment with the records of its domain, or what to enter elsewhere.
 */
final class DnsPass implements Pass {

  static final ResourceAddress ZONE = ResourceAddress.managed("azurerm_dns_zone", "public");

  private static final String FILE = StackFiles.EDGE;
  private static final int TTL = 300;

  @Override
  public String name() {
    return "dns";
  }

  static boolean wanted(Blueprint blueprint) {
    return Domain.wanted(blueprint) && blueprint.edge().dnsZone().isPresent();
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    if (!Domain.wanted(blueprint)) {
      return part.build();
    }
    if (wanted(blueprint)) {
      zone(blueprint, blueprint.edge().dnsZone().get(), part);
      records(blueprint, part);
    }
    output(blueprint, part);
    return part.build();
  }

  private static void zone(Blueprint blueprint, String zone, StackPart.Builder part) {
    new EnvironmentInputs(blueprint, part, Domain.WHY)
        .matching(
            "dns_zone",
            "Domain whose DNS zone this environment keeps.",
            "^([a-z0-9-]+\\.)+[a-z0-9-]+$",
            "Give a domain without a dot at the end.",
            e -> zone(blueprint, e, zone));
    part.resource(
        FILE,
        ZONE,
        "Its parent has to delegate to the name servers of the output dns_name_servers.",
        meta(blueprint),
        Body.builder()
            .set("name", var("dns_zone"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("tags", local("tags")),
        Domain.WHY);
    part.local(
        FILE,
        "domain_label",
        call("trimsuffix", call("trimsuffix", var("domain"), var("dns_zone")), text(".")),
        "The domain within its zone; empty at the zone's own name.",
        Domain.WHY);
    part.output(
        StackFiles.OUTPUTS,
        "dns_name_servers",
        choose(blueprint, one(blueprint, ZONE).dot("name_servers"), list()),
        "Name servers to delegate the zone to.",
        Domain.WHY);
  }

  /** The zone is there before the domain is bound: an app wants to find the records first. */
  private static Meta meta(Blueprint blueprint) {
    return Front.optional(blueprint) ? Front.meta(blueprint) : Meta.NONE;
  }

  private static Reference one(Blueprint blueprint, ResourceAddress address) {
    return Front.one(blueprint, address);
  }

  private static Expression choose(Blueprint blueprint, Expression then, Expression otherwise) {
    return Front.optional(blueprint) ? when(equal(var("domain"), text("")), otherwise, then) : then;
  }

  private static void records(Blueprint blueprint, StackPart.Builder part) {
    Expression label = local("domain_label");
    Body.Builder address = record(blueprint, when(equal(label, text("")), text("@"), label));
    if (FrontDoor.present(blueprint)) {
      address.set(
          "target_resource_id",
          AzureAddresses.FRONT_DOOR_ENDPOINT.reference().dot("id"),
          "An alias, which works at the zone's own name too.");
    } else {
      address.set("records", list(target(blueprint)));
    }
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_dns_a_record", "domain"),
        "",
        meta(blueprint),
        address,
        Domain.WHY);
    part.resource(
        FILE,
        ResourceAddress.managed("azurerm_dns_txt_record", "domain"),
        "Proves to Microsoft that the domain is ours.",
        meta(blueprint),
        record(
                blueprint,
                call("join", text("."), call("compact", list(text(proof(blueprint)), label))))
            .block("record", Body.builder().set("value", token(blueprint))),
        Domain.WHY);
  }

  private static Body.Builder record(Blueprint blueprint, Expression name) {
    return Body.builder()
        .set("name", name)
        .set("zone_name", one(blueprint, ZONE).dot("name"))
        .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
        .set("ttl", TTL)
        .set("tags", local("tags"));
  }

  private static String proof(Blueprint blueprint) {
    return FrontDoor.present(blueprint) ? "_dnsauth" : "asuid";
  }

  private static Expression token(Blueprint blueprint) {
    return FrontDoor.present(blueprint)
        ? one(blueprint, DomainPass.FRONT_DOOR_DOMAIN).dot("validation_token")
        : AzureAddresses.APP_ENVIRONMENT.reference().dot("custom_domain_verification_id");
  }

  /** What the domain points to: a name, or the environment's address where an app is entered. */
  private static Expression target(Blueprint blueprint) {
    return FrontDoor.present(blueprint)
        ? AzureAddresses.FRONT_DOOR_ENDPOINT.reference().dot("host_name")
        : AzureAddresses.APP_ENVIRONMENT.reference().dot("static_ip_address");
  }

  private static void output(Blueprint blueprint, StackPart.Builder part) {
    SequencedMap<String, Expression> records = new LinkedHashMap<>();
    records.put(FrontDoor.present(blueprint) ? "CNAME" : "A", target(blueprint));
    records.put("TXT " + proof(blueprint), token(blueprint));
    part.output(
        StackFiles.OUTPUTS,
        "dns_records",
        choose(blueprint, object(records), object(new LinkedHashMap<>())),
        "Records that the domain needs, where its zone is not kept here: its own, and a TXT record"
            + " below it.",
        Domain.WHY);
  }

  /**
   * Two subscriptions cannot keep the same zone: other environments keep one for their own name
   * below it.
   */
  private static String zone(Blueprint blueprint, Environment environment, String zone) {
    return environment.equals(blueprint.production())
        ? zone
        : environment.domain().orElse(environment.name() + "." + zone);
  }
}
