package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.List;
import java.util.Locale;

/** Where things are. */
final class RegionRules {

  private RegionRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add(
            "SLIP-REGION",
            RegionRules::region,
            "provider.aws",
            "provider.google",
            "provider.google-beta",
            "google_storage_bucket",
            "google_sql_database_instance",
            "google_cloud_run_v2_service",
            "google_bigquery_dataset",
            "azurerm_resource_group",
            "azurerm_storage_account",
            "azurerm_mssql_server")
        .add("SLIP-GCP-STORAGE-WORLDWIDE", Expect.set("location"), "google_bigquery_dataset");
  }

  static void region(ResourceView resource, Report report) {
    List<String> allowed = resource.stack().input().regions();
    for (String name : List.of("region", "location")) {
      resource
          .at(name)
          .text()
          .filter(where -> !allowed.isEmpty() && !isAllowed(where, allowed))
          .ifPresent(where ->
              resource.fault(
                  report, name, "`" + where + "` is none of " + String.join(", ", allowed) + "."));
    }
  }

  /** Azure writes its regions in words too: {@code West Europe}. */
  private static boolean isAllowed(String where, List<String> allowed) {
    String wanted = where.toLowerCase(Locale.ROOT).replace(" ", "");
    return allowed.stream()
        .map(region -> region.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(region -> wanted.equals(region) || wanted.startsWith(region + "-"));
  }
}
