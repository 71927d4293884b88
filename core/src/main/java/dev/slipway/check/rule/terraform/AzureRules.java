package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.Rule;
import dev.slipway.check.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Networks, machines, clusters, apps and roles of Azure. */
final class AzureRules {

  private static final String CLUSTER = "azurerm_kubernetes_cluster";
  private static final String[] GROUPS = {
    "azurerm_network_security_group", "azurerm_network_security_rule"
  };
  private static final String[] APPS = {
    "azurerm_linux_web_app",
    "azurerm_windows_web_app",
    "azurerm_linux_function_app",
    "azurerm_windows_function_app"
  };

  private AzureRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    network(rules);
    clusters(rules);
    apps(rules);
    rules
        .add(
            "SLIP-AZURE-VM-PASSWORD-LOGIN",
            Expect.notOff("disable_password_authentication"),
            "azurerm_linux_virtual_machine",
            "azurerm_linux_virtual_machine_scale_set")
        .add("SLIP-AZURE-ACR-ADMIN", Expect.notOn("admin_enabled"), "azurerm_container_registry")
        .add(
            "SLIP-AZURE-IAM-OWNER",
            Expect.noneOf("role_definition_name", "Owner"),
            "azurerm_role_assignment")
        .add(
            "SLIP-AZURE-IAM-CUSTOM-OWNER",
            Expect.without("permissions.actions", List.of("*")),
            "azurerm_role_definition");
  }

  private static void network(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AZURE-NSG-ADMIN-OPEN", open(Ports.ADMIN), GROUPS)
        .add("SLIP-AZURE-NSG-DATABASE-OPEN", open(Ports.DATA), GROUPS)
        .add("SLIP-AZURE-NSG-ALL-OPEN", AzureRules::allOpen, GROUPS)
        .add("SLIP-AZURE-VM-PUBLIC-IP", AzureRules::publicAddress, "azurerm_network_interface")
        .add("SLIP-AZURE-ENDPOINT-NO-DNS", AzureRules::noDns, "azurerm_private_endpoint")
        .add(
            "SLIP-AZURE-PUBLIC-BESIDE-ENDPOINT",
            AzureRules::publicBesideEndpoint,
            "azurerm_mssql_server",
            "azurerm_storage_account",
            "azurerm_key_vault",
            "azurerm_postgresql_flexible_server",
            "azurerm_cosmosdb_account",
            "azurerm_redis_cache",
            "azurerm_container_registry");
  }

  private static void clusters(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AZURE-AKS-OPEN-CONTROL-PLANE", AzureRules::openControlPlane, CLUSTER)
        .add("SLIP-AZURE-AKS-NO-RBAC", Expect.notOff("role_based_access_control_enabled"), CLUSTER)
        .add("SLIP-AZURE-AKS-NETWORK-POLICY", Expect.set("network_profile.network_policy"), CLUSTER)
        .add("SLIP-AZURE-AKS-LOCAL-ACCOUNTS", Expect.on("local_account_disabled"), CLUSTER)
        .add("SLIP-AZURE-AKS-LOGS", AzureRules::clusterLogs, CLUSTER);
  }

  private static void apps(RuleSet.Builder<ResourceView> rules) {
    List<String> web = new ArrayList<>(List.of(APPS));
    web.add("azurerm_app_service");
    rules
        .add("SLIP-AZURE-APP-HTTP", Expect.on("https_only"), web.toArray(String[]::new))
        .add(
            "SLIP-AZURE-APP-OLD-TLS",
            Expect.noneOf("site_config.minimum_tls_version", "1.0", "1.1"),
            APPS)
        .add("SLIP-AZURE-APP-FTP", Expect.noneOf("site_config.ftps_state", "AllAllowed"), APPS)
        .add("SLIP-AZURE-APP-DEBUG", Expect.notOn("site_config.remote_debugging_enabled"), APPS)
        .add(
            "SLIP-AZURE-APP-SECRET-SETTING",
            (app, report) -> Environment.faults(app, app.at("app_settings"), report),
            APPS);
  }

  private record Opening(List<Ports.Span> ports, BlockView rule) {
    boolean all() {
      return ports.stream().anyMatch(Ports.Span::isAll);
    }
  }

  private static List<Opening> openings(ResourceView group) {
    List<BlockView> rules =
        group.type().equals(GROUPS[1]) ? List.of(group) : group.blocks("security_rule").known();
    List<Opening> found = new ArrayList<>();
    for (BlockView rule : rules) {
      boolean lets = rule.at("direction").is("Inbound") && rule.at("access").is("Allow");
      boolean world =
          Ports.isWorld(rule.at("source_address_prefix").texts())
              || Ports.isWorld(rule.at("source_address_prefixes").texts());
      List<String> ports = new ArrayList<>(rule.at("destination_port_range").texts());
      ports.addAll(rule.at("destination_port_ranges").texts());
      if (lets && world && !rule.at("protocol").is("Icmp")) {
        found.add(new Opening(Ports.read(ports), rule));
      }
    }
    return found;
  }

  private static Rule.Test<ResourceView> open(List<Integer> ports) {
    return (group, report) -> {
      for (Opening opening : openings(group)) {
        Optional<Integer> first =
            opening.ports().stream()
                .filter(span -> !span.isAll())
                .flatMap(span -> Ports.first(ports, span).stream())
                .findFirst();
        first.ifPresent(port ->
            group.fault(
                report, opening.rule().place(), "Port " + port + " is open to every address."));
      }
    };
  }

  static void allOpen(ResourceView group, Report report) {
    for (Opening opening : openings(group)) {
      if (opening.all()) {
        group.fault(report, opening.rule().place(), "Every port is open to every address.");
      }
    }
  }

  static void publicAddress(ResourceView card, Report report) {
    for (BlockView configuration : card.blocks("ip_configuration").known()) {
      if (!configuration.at("public_ip_address_id").isAbsent()
          && (configuration.at("public_ip_address_id").text().isPresent()
              || !configuration.targets("public_ip_address_id").isEmpty())) {
        card.fault(
            report,
            configuration.at("public_ip_address_id").place(),
            "`public_ip_address_id` is set.");
      }
    }
  }

  static void noDns(ResourceView endpoint, Report report) {
    boolean record =
        endpoint.stack().referring(endpoint).stream()
            .anyMatch(r -> r.type().startsWith("azurerm_private_dns"));
    if (endpoint.lacks("private_dns_zone_group")
        && !record
        && endpoint.stack().isComplete()
        && !endpoint.isExported()) {
      endpoint.fault(report, "`private_dns_zone_group` is not set.");
    }
  }

  static void publicBesideEndpoint(ResourceView resource, Report report) {
    List<ResourceView> endpoints = resource.referrers("azurerm_private_endpoint");
    boolean limited =
        resource.at("network_rules.default_action").is("Deny")
            || resource.at("network_acls.default_action").is("Deny")
            || !resource.referrers("azurerm_storage_account_network_rules").isEmpty();
    Setting access = resource.at("public_network_access_enabled");
    if (!endpoints.isEmpty() && !limited && (access.isAbsent() || access.isTrue())) {
      resource.fault(
          report,
          "public_network_access_enabled",
          endpoints.getFirst().address() + " is for it, and it is public besides.");
    }
  }

  static void openControlPlane(ResourceView cluster, Report report) {
    Setting closed = cluster.at("private_cluster_enabled");
    Setting ranges = cluster.at("api_server_access_profile.authorized_ip_ranges");
    Setting older = cluster.at("api_server_authorized_ip_ranges");
    if (closed.isOff() && older.isEmpty() && (ranges.isEmpty() || Ports.isWorld(ranges.texts()))) {
      cluster.fault(report, "No `authorized_ip_ranges` limit it, and it is not private.");
    }
  }

  static void clusterLogs(ResourceView cluster, Report report) {
    boolean sent =
        !cluster.lacks("addon_profile.oms_agent")
            || !cluster.referrers("azurerm_monitor_diagnostic_setting").isEmpty();
    if (!sent) {
      Expect.set("oms_agent").check(cluster, report);
    }
  }
}
