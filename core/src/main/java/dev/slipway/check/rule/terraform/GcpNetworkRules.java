package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** Firewalls, networks, machines and names of Google Cloud. */
final class GcpNetworkRules {

  private static final String FIREWALL = "google_compute_firewall";
  private static final String SUBNET = "google_compute_subnetwork";
  private static final String MACHINE = "google_compute_instance";
  private static final String TEMPLATE = "google_compute_instance_template";

  private GcpNetworkRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    machines(rules);
    rules
        .add("SLIP-GCP-FIREWALL-ADMIN-OPEN", open(Ports.ADMIN), FIREWALL)
        .add("SLIP-GCP-FIREWALL-DATABASE-OPEN", open(Ports.DATA), FIREWALL)
        .add("SLIP-GCP-FIREWALL-ALL-OPEN", GcpNetworkRules::allOpen, FIREWALL)
        .add("SLIP-GCP-SUBNET-FLOW-LOGS", GcpNetworkRules::flowLogs, SUBNET)
        .add(
            "SLIP-GCP-SUBNET-PRIVATE-ACCESS",
            Expect.only(GcpNetworkRules::holdsMachines, Expect.on("private_ip_google_access")),
            SUBNET)
        .add(
            "SLIP-GCP-NETWORK-AUTO",
            Expect.off("auto_create_subnetworks"),
            "google_compute_network")
        .add(
            "SLIP-GCP-DNS-DNSSEC",
            Expect.only(
                zone -> !zone.at("visibility").is("private"),
                Expect.oneOf("dnssec_config.state", "on")),
            "google_dns_managed_zone")
        .add(
            "SLIP-GCP-SSL-POLICY-OLD",
            Expect.only(
                policy -> !policy.at("profile").is("RESTRICTED"),
                Expect.oneOf("min_tls_version", "TLS_1_2", "TLS_1_3")),
            "google_compute_ssl_policy");
  }

  private static void machines(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-GCP-VM-PUBLIC-IP", GcpNetworkRules::publicAddress, MACHINE, TEMPLATE)
        .add("SLIP-GCP-VM-DEFAULT-ACCOUNT", GcpNetworkRules::defaultAccount, MACHINE, TEMPLATE)
        .add("SLIP-GCP-VM-SERIAL-PORT", GcpNetworkRules::serialPort, MACHINE, TEMPLATE)
        .add("SLIP-GCP-VM-PROJECT-KEYS", GcpNetworkRules::projectKeys, MACHINE, TEMPLATE)
        .add(
            "SLIP-GCP-VM-SECURE-BOOT",
            Expect.on("shielded_instance_config.enable_secure_boot"),
            MACHINE,
            TEMPLATE)
        .add("SLIP-GCP-VM-IP-FORWARDING", Expect.notOn("can_ip_forward"), MACHINE, TEMPLATE)
        .add("SLIP-GCP-VM-STARTUP-SECRET", GcpNetworkRules::startup, MACHINE, TEMPLATE);
  }

  private record Opening(List<Ports.Span> ports, boolean all, BlockView allow) {}

  private static List<Opening> openings(ResourceView firewall) {
    boolean ingress = !firewall.at("direction").is("EGRESS") && !firewall.at("disabled").isTrue();
    if (!ingress || !Ports.isWorld(firewall.at("source_ranges").texts())) {
      return List.of();
    }
    List<Opening> found = new ArrayList<>();
    for (BlockView allow : firewall.blocks("allow").known()) {
      boolean all = allow.at("protocol").is("all");
      boolean transport = allow.at("protocol").is("tcp", "udp", "6", "17");
      Setting ports = allow.at("ports");
      if (all || transport && ports.isEmpty()) {
        found.add(new Opening(List.of(Ports.Span.ALL), true, allow));
      } else if (transport) {
        List<Ports.Span> spans = Ports.read(ports.texts());
        found.add(new Opening(spans, spans.stream().anyMatch(Ports.Span::isAll), allow));
      }
    }
    return found;
  }

  private static Rule.Test<ResourceView> open(List<Integer> ports) {
    return (firewall, report) -> {
      for (Opening opening : openings(firewall)) {
        opening.ports().stream()
            .filter(span -> !span.isAll())
            .flatMap(span -> Ports.first(ports, span).stream())
            .findFirst()
            .ifPresent(port ->
                firewall.fault(
                    report,
                    opening.allow().place(),
                    "Port " + port + " is open to every address."));
      }
    };
  }

  static void allOpen(ResourceView firewall, Report report) {
    for (Opening opening : openings(firewall)) {
      if (opening.all()) {
        firewall.fault(report, opening.allow().place(), "Every port is open to every address.");
      }
    }
  }

  /** Subnetworks for proxies and the like have neither logs nor machines. */
  private static boolean holdsMachines(ResourceView subnet) {
    Setting purpose = subnet.at("purpose");
    return purpose.isAbsent() || purpose.is("PRIVATE");
  }

  static void flowLogs(ResourceView subnet, Report report) {
    if (holdsMachines(subnet)) {
      Expect.set("log_config").check(subnet, report);
    }
  }

  static void publicAddress(ResourceView machine, Report report) {
    for (String kind : List.of("access_config", "ipv6_access_config")) {
      for (BlockView access : machine.blocks("network_interface." + kind).known()) {
        machine.fault(report, access.place(), "A network interface has an `" + kind + "`.");
      }
    }
  }

  static void defaultAccount(ResourceView machine, Report report) {
    for (BlockView account : machine.blocks("service_account").known()) {
      Setting email = account.at("email");
      boolean byDefault =
          email.isAbsent()
              || email
                  .text()
                  .filter(text -> text.endsWith("-compute@developer.gserviceaccount.com"))
                  .isPresent();
      if (byDefault) {
        machine.fault(report, account.place(), "`service_account.email` is the default one.");
      }
    }
  }

  static void serialPort(ResourceView machine, Report report) {
    Setting port = machine.at("metadata.serial-port-enable");
    if (port.isTrue() || port.is("1")) {
      machine.fault(report, "metadata", "`serial-port-enable` is on.");
    }
  }

  static void projectKeys(ResourceView machine, Report report) {
    if (!machine.at("metadata.enable-oslogin").isTrue()) {
      Expect.on("metadata.block-project-ssh-keys").check(machine, report);
    }
  }

  static void startup(ResourceView machine, Report report) {
    SecretText.find(PolicyReader.visibleText(machine, "metadata_startup_script"))
        .ifPresent(
            found -> machine.fault(report, "metadata_startup_script", "It has " + found + "."));
    machine
        .at("metadata.startup-script")
        .text()
        .flatMap(SecretText::find)
        .ifPresent(
            found -> machine.fault(report, "metadata", "The start-up script has " + found + "."));
  }
}
