package dev.slipway.compare;

import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Workload;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.facts.Sla;
import dev.slipway.facts.Sla.Promise;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the vendors promise for the services that a request of production passes through. */
final class Promises {

  private record Named(String type, String service, String with, String without) {

    static Named always(String type, String service, String configuration) {
      return new Named(type, service, configuration, configuration);
    }
  }

  private static final List<Named> SERVING =
      List.of(
          Named.always("google_cloud_run_v2_service", "Cloud Run", "service"),
          Named.always(
              "google_cloudfunctions2_function", "Cloud Run functions", "2nd gen and 1st gen"),
          Named.always("aws_ecs_service", "Fargate", "tasks across availability zones"),
          Named.always("aws_lambda_function", "Lambda", ""),
          Named.always("azurerm_container_app", "Container Apps", ""),
          Named.always(
              "azurerm_function_app_flex_consumption", "Functions", "Consumption, Flex, Premium"));

  private static final List<Named> ENTRY =
      List.of(
          Named.always("google_compute_url_map", "Cloud Load Balancing", "global and regional"),
          Named.always("aws_lb", "Elastic Load Balancing", "ALB and NLB"),
          Named.always("aws_cloudfront_distribution", "CloudFront", ""),
          Named.always("aws_apigatewayv2_api", "API Gateway", ""),
          Named.always("azurerm_cdn_frontdoor_profile", "Front Door", "Standard and Premium"));

  private static final List<Named> STORES =
      List.of(
          new Named(
              "google_sql_database_instance",
              "Cloud SQL",
              "Enterprise, regional (HA), excludes planned maintenance",
              "zonal (no HA) or shared core"),
          Named.always("google_firestore_database", "Firestore", "regional"),
          new Named(
              "aws_db_instance",
              "RDS",
              "Multi-AZ instance or Multi-AZ cluster",
              "single-AZ instance"),
          new Named("aws_rds_cluster", "Aurora", "multi-AZ cluster", "single-AZ"),
          Named.always("aws_dynamodb_table", "DynamoDB", "standard; global tables 99.999"),
          new Named(
              "azurerm_postgresql_flexible_server",
              "Azure Database for PostgreSQL flexible server",
              "zone-redundant HA",
              "no HA"),
          new Named(
              "azurerm_mysql_flexible_server",
              "Azure Database for MySQL flexible server",
              "zone-redundant HA",
              "no HA"),
          Named.always("azurerm_cosmosdb_account", "Cosmos DB", "single region"));

  private Promises() {}

  /** All of them, the weakest first; those without a promise before all. */
  static List<Promise> of(CloudDesign design) {
    List<Promise> promises = new ArrayList<>();
    for (Workload workload : design.blueprint().workloads()) {
      if (workload.kind() == WorkloadKind.SERVICE || workload.kind() == WorkloadKind.FUNCTION) {
        SERVING.stream()
            .filter(n -> design.has(workload.element(), n.type()))
            .forEach(n -> find(design, n, true).ifPresent(promises::add));
      }
    }
    ENTRY.stream()
        .filter(n -> design.has(n.type()))
        .forEach(n -> find(design, n, true).ifPresent(promises::add));
    for (Datastore datastore : design.blueprint().datastores()) {
      STORES.stream()
          .filter(n -> design.has(datastore.element(), n.type()))
          .forEach(n -> find(design, n, standby(design, datastore)).ifPresent(promises::add));
    }
    return promises.stream()
        .distinct()
        .sorted(Comparator.comparing(p -> p.percent().orElse(BigDecimal.ZERO)))
        .toList();
  }

  private static boolean standby(CloudDesign design, Datastore datastore) {
    return datastore instanceof Datastore.Relational relational
        && relational.size(design.blueprint().production().name()).highAvailability();
  }

  private static Optional<Promise> find(CloudDesign design, Named named, boolean standby) {
    return Sla.find(design.cloud(), named.service(), standby ? named.with() : named.without());
  }
}
