package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.List;

/** Storage accounts, databases, caches and vaults of Azure. */
final class AzureDataRules {

  private static final String ACCOUNT = "azurerm_storage_account";
  private static final String SERVER = "azurerm_mssql_server";
  private static final String POSTGRES = "azurerm_postgresql_flexible_server";
  private static final String MYSQL = "azurerm_mysql_flexible_server";
  private static final String VAULT = "azurerm_key_vault";

  private AzureDataRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    storage(rules);
    databases(rules);
    flexible(rules);
    vaults(rules);
  }

  private static void storage(RuleSet.Builder<ResourceView> rules) {
    rules
        .add(
            "SLIP-AZURE-STORAGE-PUBLIC-CONTAINER",
            Expect.noneOf("container_access_type", "blob", "container"),
            "azurerm_storage_container")
        .add(
            "SLIP-AZURE-STORAGE-PUBLIC-BLOBS",
            Expect.off("allow_nested_items_to_be_public"),
            ACCOUNT)
        .add(
            "SLIP-AZURE-STORAGE-OPEN-NETWORK",
            AzureDataRules::openAccount,
            ACCOUNT,
            "azurerm_storage_account_network_rules")
        .add(
            "SLIP-AZURE-STORAGE-OLD-TLS",
            Expect.noneOf("min_tls_version", "TLS1_0", "TLS1_1"),
            ACCOUNT)
        .add("SLIP-AZURE-STORAGE-HTTP", AzureDataRules::plainAccount, ACCOUNT)
        .add("SLIP-AZURE-STORAGE-SHARED-KEY", Expect.off("shared_access_key_enabled"), ACCOUNT)
        .add(
            "SLIP-AZURE-STORAGE-SINGLE-COPY",
            Expect.noneOf("account_replication_type", "LRS"),
            ACCOUNT)
        .add(
            "SLIP-AZURE-STORAGE-SOFT-DELETE",
            Expect.only(
                account -> !account.at("account_kind").is("FileStorage"),
                Expect.set("blob_properties.delete_retention_policy")),
            ACCOUNT);
  }

  private static void databases(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AZURE-SQL-PUBLIC", Expect.off("public_network_access_enabled"), SERVER)
        .add(
            "SLIP-AZURE-SQL-OLD-TLS",
            Expect.noneOf("minimum_tls_version", "1.0", "1.1", "Disabled"),
            SERVER)
        .add(
            "SLIP-AZURE-SQL-OPEN-FIREWALL",
            AzureDataRules::openFirewall,
            "azurerm_mssql_firewall_rule",
            "azurerm_postgresql_flexible_server_firewall_rule",
            "azurerm_mysql_flexible_server_firewall_rule")
        .add("SLIP-AZURE-SQL-AUDIT", AzureDataRules::audit, SERVER)
        .add(
            "SLIP-AZURE-SQL-PASSWORD",
            AzureDataRules::password,
            SERVER,
            POSTGRES,
            MYSQL,
            "azurerm_postgresql_server",
            "azurerm_mysql_server",
            "azurerm_linux_virtual_machine",
            "azurerm_windows_virtual_machine")
        .add(
            "SLIP-AZURE-DATABASE-PLAIN",
            AzureDataRules::plainDatabase,
            "azurerm_postgresql_server",
            "azurerm_mysql_server",
            "azurerm_mariadb_server",
            "azurerm_postgresql_flexible_server_configuration",
            "azurerm_mysql_flexible_server_configuration")
        .add("SLIP-AZURE-REDIS-PLAIN", AzureDataRules::plainCache, "azurerm_redis_cache")
        .add("SLIP-AZURE-COSMOS-PUBLIC", AzureDataRules::openCosmos, "azurerm_cosmosdb_account");
  }

  private static void flexible(RuleSet.Builder<ResourceView> rules) {
    rules
        .add(
            "SLIP-AZURE-POSTGRES-PUBLIC",
            Expect.only(
                server -> server.lacks("delegated_subnet_id"),
                Expect.off("public_network_access_enabled")),
            POSTGRES,
            "azurerm_postgresql_server",
            "azurerm_mysql_server")
        .add(
            "SLIP-AZURE-POSTGRES-SHORT-BACKUP",
            Expect.only(AzureDataRules::isPrimary, Expect.atLeast("backup_retention_days", 14, 7)),
            POSTGRES,
            MYSQL)
        .add(
            "SLIP-AZURE-POSTGRES-GEO-BACKUP",
            Expect.only(AzureDataRules::isPrimary, Expect.on("geo_redundant_backup_enabled")),
            POSTGRES,
            MYSQL,
            "azurerm_mysql_server",
            "azurerm_postgresql_server")
        .add(
            "SLIP-AZURE-POSTGRES-SINGLE-ZONE",
            Expect.only(AzureDataRules::isPrimary, Expect.set("high_availability")),
            POSTGRES,
            MYSQL);
  }

  private static void vaults(RuleSet.Builder<ResourceView> rules) {
    rules
        .add("SLIP-AZURE-KEYVAULT-PURGE", Expect.on("purge_protection_enabled"), VAULT)
        .add("SLIP-AZURE-KEYVAULT-OPEN-NETWORK", AzureDataRules::openVault, VAULT)
        .add(
            "SLIP-AZURE-KEYVAULT-SECRET-LITERAL",
            AzureDataRules::secretLiteral,
            "azurerm_key_vault_secret")
        .add(
            "SLIP-AZURE-KEYVAULT-NO-EXPIRY",
            Expect.only(key -> key.lacks("rotation_policy"), Expect.set("expiration_date")),
            "azurerm_key_vault_secret",
            "azurerm_key_vault_key");
  }

  private static boolean isPrimary(ResourceView server) {
    return !server.at("create_mode").is("Replica");
  }

  private static boolean isClosed(ResourceView resource) {
    Setting access = resource.at("public_network_access_enabled");
    return access.isFalse() || access.isUnknown();
  }

  static void openAccount(ResourceView account, Report report) {
    if (!account.type().equals(ACCOUNT)) {
      Expect.noneOf("default_action", "Allow").check(account, report);
      return;
    }
    String path = "network_rules.default_action";
    boolean apart = !account.referrers("azurerm_storage_account_network_rules").isEmpty();
    if (account.at(path).is("Allow")) {
      account.fault(report, path, "`network_rules.default_action` is `Allow`.");
    } else if (account.lacks("network_rules") && !apart && !isClosed(account)) {
      account.fault(report, path, "`network_rules` is not set, which means every network.");
    }
  }

  static void plainAccount(ResourceView account, Report report) {
    Expect.notOff("https_traffic_only_enabled").check(account, report);
    Expect.notOff("enable_https_traffic_only").check(account, report);
  }

  static void openFirewall(ResourceView rule, Report report) {
    boolean fromStart = rule.at("start_ip_address").is("0.0.0.0");
    if (fromStart && rule.at("end_ip_address").is("0.0.0.0", "255.255.255.255")) {
      rule.fault(
          report,
          "end_ip_address",
          "It admits 0.0.0.0 to " + rule.at("end_ip_address").text().orElse("") + ".");
    }
  }

  static void audit(ResourceView server, Report report) {
    boolean audited =
        server.stack().referring(server).stream()
            .anyMatch(r -> r.type().contains("auditing_policy"));
    if (!audited && server.stack().isComplete()) {
      server.fault(report, "No auditing policy is for this server.");
    }
  }

  static void password(ResourceView resource, Report report) {
    for (String name :
        List.of("administrator_login_password", "administrator_password", "admin_password")) {
      if (Literals.isWritten(resource.at(name))) {
        resource.fault(report, name, "`" + name + "` is a text that is written here.");
      }
    }
  }

  static void plainDatabase(ResourceView database, Report report) {
    Expect.notOff("ssl_enforcement_enabled").check(database, report);
    if (database.at("name").is("require_secure_transport") && database.at("value").is("off")) {
      database.fault(report, "value", "`require_secure_transport` is off.");
    }
  }

  static void plainCache(ResourceView cache, Report report) {
    Expect.notOn("non_ssl_port_enabled").check(cache, report);
    Expect.notOn("enable_non_ssl_port").check(cache, report);
  }

  static void openCosmos(ResourceView account, Report report) {
    boolean filtered =
        !account.at("is_virtual_network_filter_enabled").isOff()
            || !account.at("ip_range_filter").isEmpty();
    if (!isClosed(account) && !filtered) {
      account.fault(
          report, "public_network_access_enabled", "Neither a filter nor anything else limits it.");
    }
  }

  static void openVault(ResourceView vault, Report report) {
    String path = "network_acls.default_action";
    if (!isClosed(vault)) {
      Expect.oneOf(path, "Deny").check(vault, report);
    }
  }

  static void secretLiteral(ResourceView secret, Report report) {
    Setting value = secret.at("value");
    if (Literals.isWritten(value) && SecretText.isSecret(value.value().text())) {
      secret.fault(report, "value", "`value` is a text that is written here.");
    }
  }
}
