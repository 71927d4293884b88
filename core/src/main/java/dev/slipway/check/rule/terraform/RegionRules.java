package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

  /** Services of AWS that are everywhere and are run from one region. */
  private static final List<String> GLOBAL =
      List.of(
          "aws_acm_",
          "aws_cloudfront_",
          "aws_wafv2_",
          "aws_route53",
          "aws_shield_",
          "aws_ecrpublic_",
          "aws_budgets_",
          "aws_ce_",
          "aws_cur_");

  static void region(ResourceView resource, Report report) {
    List<String> allowed = ofItsCloud(resource, resource.stack().input().regions());
    for (String name : List.of("region", "location")) {
      resource
          .at(name)
          .text()
          .filter(
              where -> !allowed.isEmpty() && !isAllowed(where, allowed) && !isForGlobal(resource))
          .ifPresent(where ->
              resource.fault(
                  report, name, "`" + where + "` is none of " + String.join(", ", allowed) + "."));
    }
  }

  /** A project that settles regions of one cloud says nothing of those of another. */
  private static List<String> ofItsCloud(ResourceView resource, List<String> regions) {
    String type = resource.type();
    String form =
        type.contains("azurerm")
            ? "[A-Za-z]+[A-Za-z0-9 ]*"
            : type.contains("aws")
                ? "[a-z]{2}(-[a-z]+)+-[0-9]"
                : "[a-z]+-[a-z]+[0-9]+|[A-Za-z]+[0-9]?";
    return regions.stream().filter(region -> region.matches(form)).toList();
  }

  /** Whether a further configuration of AWS is only there for what has no region. */
  private static boolean isForGlobal(ResourceView provider) {
    if (!provider.type().equals("provider.aws") || provider.resource().name().equals("default")) {
      return false;
    }
    Optional<String> alias = Optional.of(provider.resource().name());
    List<ResourceView> users =
        provider.module().resources().stream()
            .filter(r -> r.resource().provider().map(p -> p.alias().equals(alias)).orElse(false))
            .toList();
    return users.stream().allMatch(r -> GLOBAL.stream().anyMatch(r.type()::startsWith));
  }

  /**
   * Azure writes its regions in words too: {@code West Europe}; Google's continents hold others.
   */
  private static boolean isAllowed(String where, List<String> allowed) {
    String wanted = where.toLowerCase(Locale.ROOT).replace(" ", "");
    return allowed.stream()
        .map(region -> region.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(region ->
            wanted.equals(region)
                || wanted.startsWith(region + "-")
                || wanted.equals("eu") && region.startsWith("europe-")
                || wanted.equals("us") && region.startsWith("us-"));
  }
}
