package dev.slipway.compare;

import dev.slipway.compare.Comparison.Figure;
import dev.slipway.compare.Comparison.Figures;
import dev.slipway.compare.Comparison.LimitRow;
import dev.slipway.facts.ComputeLimits;
import dev.slipway.facts.Limits;
import dev.slipway.facts.NetworkLimits;
import dev.slipway.facts.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits of the services that the designs use, as far as facts state them. */
final class ComparedLimits {

  private ComparedLimits() {}

  /** Which collection of facts states a limit. */
  private enum Book {
    COMPUTE,
    NETWORK,
    RECOVERY
  }

  /**
   * Where a cloud's figure stands.
   *
   * @param type the figure counts when the design has a resource of this type
   */
  private record Place(String type, Book book, String service, String name) {}

  private record Question(String what, List<Place> places) {}

  private static final String RUN = "google_cloud_run_v2_service";
  private static final String ECS = "aws_ecs_service";
  private static final String APP = "azurerm_container_app";
  private static final String FLEX = "azurerm_function_app_flex_consumption";
  private static final String LAMBDA = "aws_lambda_function";
  private static final String GOOGLE_FUNCTION = "google_cloudfunctions2_function";
  private static final String FRONT_DOOR = "azurerm_cdn_frontdoor_profile";
  private static final String CLOUD_SQL = "google_sql_database_instance";
  private static final String RDS = "aws_db_instance";
  private static final String AURORA = "aws_rds_cluster";
  private static final String POSTGRESQL = "azurerm_postgresql_flexible_server";
  private static final String MYSQL = "azurerm_mysql_flexible_server";
  private static final String AZURE_POSTGRESQL = "Azure Database for PostgreSQL flexible server";
  private static final String AZURE_MYSQL = "Azure Database for MySQL flexible server";

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "Longest request to a service",
              List.of(
                  compute(RUN, "Cloud Run", "request timeout, maximum"),
                  compute("aws_lb", "Application Load Balancer", "idle timeout, range"),
                  network("aws_lb", "Application Load Balancer", "idle timeout, range"),
                  compute(APP, "Container Apps", "request timeout, HTTP ingress"))),
          new Question(
              "Wait for an answer at the edge",
              List.of(
                  network(
                      "aws_cloudfront_distribution",
                      "CloudFront",
                      "origin response timeout, default"),
                  network(
                      FRONT_DOOR,
                      "Front Door (Standard/Premium)",
                      "origin response timeout, azurerm default"))),
          new Question(
              "Request body",
              List.of(
                  compute(RUN, "Cloud Run", "request size, HTTP/1"),
                  compute("aws_apigatewayv2_api", "API Gateway", "payload"))),
          new Question(
              "Instances of one service",
              List.of(
                  compute(RUN, "Cloud Run", "instances per service, default quota"),
                  compute(ECS, "ECS", "tasks per service"),
                  compute(APP, "Container Apps", "replicas per revision, platform maximum"))),
          new Question(
              "vCPU of a new account or environment",
              List.of(
                  compute(ECS, "Fargate", "on-demand vCPU quota per region, default"),
                  compute(APP, "Container Apps", "cores per environment, default"))),
          new Question(
              "Longest run of a function",
              List.of(
                  compute(GOOGLE_FUNCTION, "Cloud Run functions 2nd gen", "timeout, HTTP"),
                  compute(LAMBDA, "Lambda", "timeout, maximum"),
                  compute(FLEX, "App Service", "request idle timeout at load balancer"))),
          new Question(
              "Instances of one function",
              List.of(
                  compute(LAMBDA, "Lambda", "concurrent executions per region, default"),
                  compute(FLEX, "Functions Flex Consumption", "instances per app, maximum"))),
          new Question(
              "Message of a function", List.of(compute(LAMBDA, "Lambda", "payload, synchronous"))),
          new Question(
              "Longest run of a job",
              List.of(
                  compute("google_cloud_run_v2_job", "Cloud Run", "job task timeout, maximum"))),
          new Question(
              "Point-in-time recovery of the database",
              List.of(
                  recovery(CLOUD_SQL, "Cloud SQL", "PITR window, Enterprise"),
                  recovery(RDS, "RDS", "backup retention, instance"),
                  recovery(AURORA, "Aurora", "backup retention"),
                  recovery(POSTGRESQL, AZURE_POSTGRESQL, "backup retention"),
                  recovery(MYSQL, AZURE_MYSQL, "backup retention"))),
          new Question(
              "Failover of the database",
              List.of(
                  recovery(CLOUD_SQL, "Cloud SQL", "HA failover time, typical"),
                  recovery(RDS, "RDS", "Multi-AZ instance failover, typical"),
                  recovery(AURORA, "Aurora", "failover with replica"),
                  recovery(POSTGRESQL, AZURE_POSTGRESQL, "HA failover RTO"),
                  recovery(MYSQL, AZURE_MYSQL, "HA failover RTO"))),
          new Question(
              "Failover of the cache",
              List.of(
                  recovery(
                      "google_redis_instance", "Memorystore for Redis", "Standard tier failover"),
                  recovery(
                      "aws_elasticache_replication_group", "ElastiCache", "automatic failover"))),
          new Question(
              "How long a message is kept",
              List.of(
                  recovery("google_pubsub_topic", "Pub/Sub", "message retention"),
                  recovery("aws_sqs_queue", "SQS", "message retention"))),
          new Question(
              "Time to confirm a message",
              List.of(
                  recovery("google_pubsub_topic", "Pub/Sub", "ack deadline"),
                  recovery("azurerm_servicebus_topic", "Service Bus", "message lock, maximum"))),
          new Question(
              "Point-in-time recovery of documents",
              List.of(
                  recovery("google_firestore_database", "Firestore", "PITR window"),
                  recovery("aws_dynamodb_table", "DynamoDB", "PITR window"))),
          new Question(
              "A deleted secret comes back within",
              List.of(
                  recovery("google_secret_manager_secret", "Secret Manager", "deletion"),
                  recovery("aws_secretsmanager_secret", "Secrets Manager", "recovery window"),
                  recovery("azurerm_key_vault", "Key Vault", "soft delete retention"))));

  /** Only what at least one design has and one fact states. */
  static List<LimitRow> rows(List<CloudDesign> designs) {
    List<LimitRow> rows = new ArrayList<>();
    for (Question question : QUESTIONS) {
      List<Figures> figures =
          designs.stream().map(d -> new Figures(figure(d, question.places()))).toList();
      if (figures.stream().anyMatch(f -> f.known().isPresent())) {
        rows.add(new LimitRow(question.what(), figures));
      }
    }
    return List.copyOf(rows);
  }

  private static Optional<Figure> figure(CloudDesign design, List<Place> places) {
    return places.stream()
        .filter(place -> applies(design, place.type()))
        .flatMap(place -> find(design, place).stream())
        .findFirst()
        .map(ComparedLimits::figure);
  }

  private static boolean applies(CloudDesign design, String type) {
    boolean part = Service.of(type).filter(s -> s.role() == Service.Role.PART).isPresent();
    return part ? design.hasPart(type) : design.has(type);
  }

  private static Optional<Limits> find(CloudDesign design, Place place) {
    return switch (place.book()) {
      case COMPUTE -> ComputeLimits.find(design.cloud(), place.service(), place.name());
      case NETWORK -> NetworkLimits.find(design.cloud(), place.service(), place.name());
      case RECOVERY -> Recovery.find(design.cloud(), place.service(), place.name());
    };
  }

  private static Figure figure(Limits limit) {
    return new Figure(
        limit.service(),
        limit.value(),
        limit.unit(),
        limit.notes(),
        limit.source().source(),
        limit.source().asOf());
  }

  private static Place compute(String type, String service, String name) {
    return new Place(type, Book.COMPUTE, service, name);
  }

  private static Place network(String type, String service, String name) {
    return new Place(type, Book.NETWORK, service, name);
  }

  private static Place recovery(String type, String service, String name) {
    return new Place(type, Book.RECOVERY, service, name);
  }
}
