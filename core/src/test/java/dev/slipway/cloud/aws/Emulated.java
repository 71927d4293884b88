package dev.slipway.cloud.aws;

import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.LocalValue;
import dev.slipway.stack.OutputValue;
import dev.slipway.stack.Resource;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stack as far as the emulator goes: without what it does not do, and with a plain text wherever
 * that is referred to.
 */
final class Emulated {

  private static final String STAND_IN = "not-emulated";

  private Emulated() {}

  /** A kind of resource that moto does not make; {@code ending} of the names of those it is. */
  record Missing(String type, String ending, String reason) {
    Missing(String type, String reason) {
      this(type, "", reason);
    }

    boolean is(String otherType, String name) {
      return type.equals(otherType) && name.endsWith(ending);
    }
  }

  /** An argument or block that moto takes and forgets, so that every plan would set it again. */
  record Forgotten(String type, String argument, String reason) {}

  /** Something that moto answers otherwise than AWS, so that every plan would change it. */
  record Unsteady(String type, String attribute, String reason) {}

  /** What moto 5 answers otherwise. */
  static final List<Unsteady> UNSTEADY =
      List.of(
          new Unsteady("aws_cloudfront_distribution", "origin", "forgets vpc_origin_config"),
          new Unsteady(
              "aws_cloudfront_distribution",
              "default_cache_behavior",
              "answers forwarded_values beside a cache policy"),
          new Unsteady(
              "aws_cloudfront_distribution",
              "ordered_cache_behavior",
              "answers forwarded_values beside a cache policy"),
          new Unsteady(
              "aws_cloudfront_distribution",
              "viewer_certificate",
              "answers sni-only for CloudFront's own certificate"),
          new Unsteady("aws_ecs_service", "availability_zone_rebalancing", "does not answer it"),
          new Unsteady("aws_db_parameter_group", "parameter", "answers none of those that are set"),
          new Unsteady("aws_db_instance", "monitoring_interval", "forgets it"),
          new Unsteady("aws_db_instance", "monitoring_role_arn", "forgets it"),
          new Unsteady("aws_db_instance", "performance_insights_enabled", "forgets it"),
          new Unsteady("aws_db_instance", "performance_insights_kms_key_id", "forgets it"),
          new Unsteady("aws_rds_cluster", "scaling_configuration", "answers one for every cluster"),
          new Unsteady("aws_rds_cluster_instance", "monitoring_interval", "forgets it"),
          new Unsteady("aws_rds_cluster_instance", "monitoring_role_arn", "forgets it"),
          new Unsteady("aws_rds_cluster_instance", "performance_insights_enabled", "forgets it"),
          new Unsteady("aws_sqs_queue", "redrive_policy", "answers it with other spaces"));

  /** What moto 5 does not make. */
  static final List<Missing> MISSING =
      List.of(
          new Missing("aws_accessanalyzer_analyzer", "no such service"),
          new Missing("aws_budgets_budget", "cannot say whom it tells"),
          new Missing("aws_ce_anomaly_monitor", "no such call"),
          new Missing("aws_ce_anomaly_subscription", "its monitor is not made"),
          new Missing("aws_cloudtrail", "is not found by its ARN to be started"),
          new Missing("aws_backup_plan", "forgets its tags"),
          new Missing("aws_backup_selection", "no such call"),
          new Missing("aws_backup_vault", "cannot list its recovery points to delete it"),
          new Missing("aws_cloudformation_stack", "no user of a cache among its resources"),
          new Missing("aws_cloudfront_vpc_origin", "no such call"),
          new Missing(
              "aws_s3_account_public_access_block",
              "asked at a host name that begins with the account"),
          new Missing("aws_appautoscaling_target", "its tags cannot be listed"),
          new Missing("aws_lb_listener_rule", "its tags cannot be listed"),
          new Missing("aws_appautoscaling_policy", "its target is not made"),
          new Missing("aws_codedeploy_app", "cannot be read back by its id"),
          new Missing("aws_codedeploy_deployment_config", "no such call"),
          new Missing("aws_codedeploy_deployment_group", "its application is not made"),
          new Missing("aws_elasticache_parameter_group", "no such call"),
          new Missing(
              "aws_elasticache_replication_group", "makes none of the nodes that it consists of"),
          new Missing("aws_elasticache_subnet_group", "cannot be deleted"),
          new Missing("aws_elasticache_user", "forgets how a user proves who it is"),
          new Missing("aws_elasticache_user_group", "no such call"),
          new Missing("aws_elasticache_user_group_association", "no such call"),
          new Missing("aws_sqs_queue_redrive_allow_policy", "forgets it at once"),
          new Missing("aws_db_instance", "_replica", "a replica cannot be found by its id"),
          new Missing(
              "aws_s3_bucket_lifecycle_configuration",
              "forgets the least size of moved objects, for which the provider waits"));

  /** What moto 5 forgets. */
  static final List<Forgotten> FORGOTTEN =
      List.of(
          new Forgotten(
              "aws_s3_bucket_lifecycle_configuration",
              "newer_noncurrent_versions",
              "expires all versions alike"),
          new Forgotten(
              "aws_db_instance",
              "ca_cert_identifier",
              "answers another one, so that the provider sets it again and waits a minute longer"),
          new Forgotten("aws_ecs_service", "enable_ecs_managed_tags", "always answers false"),
          new Forgotten("aws_ecs_service", "health_check_grace_period_seconds", "always answers 0"),
          new Forgotten(
              "aws_vpc_security_group_ingress_rule",
              "description",
              "kept for address ranges only, not for groups and prefix lists"),
          new Forgotten(
              "aws_vpc_security_group_egress_rule",
              "description",
              "kept for address ranges only, not for groups and prefix lists"));

  static Stack of(Stack stack) {
    return new Stack(
        stack.folder(),
        stack.settings(),
        stack.providers(),
        stack.variables(),
        stack.locals().stream().map(Emulated::local).toList(),
        stack.resources().stream()
            .filter(r -> !missing(r.address().type(), r.address().name()))
            .map(Emulated::resource)
            .toList(),
        stack.outputs().stream().map(Emulated::output).toList(),
        stack.variableFiles(),
        stack.fileComments());
  }

  private static boolean missing(String type, String name) {
    return MISSING.stream().anyMatch(m -> m.is(type, name));
  }

  private static boolean missing(Reference reference) {
    return missing(part(reference, 0), part(reference, 1));
  }

  private static boolean forgotten(String type, String argument) {
    return FORGOTTEN.stream().anyMatch(f -> f.type().equals(type) && f.argument().equals(argument));
  }

  private static LocalValue local(LocalValue local) {
    return new LocalValue(
        local.name(), local.file(), expression(local.value()), local.comment(), local.provenance());
  }

  private static OutputValue output(OutputValue output) {
    return new OutputValue(
        output.name(),
        output.file(),
        expression(output.value()),
        output.description(),
        output.sensitive(),
        output.provenance());
  }

  private static Resource resource(Resource resource) {
    Meta meta = resource.meta();
    Meta kept =
        new Meta(
            meta.count().map(Emulated::expression),
            meta.forEach().map(Emulated::expression),
            meta.provider(),
            meta.dependsOn().stream().filter(r -> !missing(r)).toList(),
            lifecycle(resource));
    return new Resource(
        resource.address(),
        resource.file(),
        resource.comment(),
        kept,
        body(resource.address().type(), resource.body()),
        resource.provenance());
  }

  private static Optional<Body> lifecycle(Resource resource) {
    List<Expression> ignored =
        new ArrayList<>(
            UNSTEADY.stream()
                .filter(u -> u.type().equals(resource.address().type()))
                .map(u -> (Expression) Reference.of(u.attribute()))
                .toList());
    Optional<Body> lifecycle = resource.meta().lifecycle();
    if (ignored.isEmpty()) {
      return lifecycle;
    }
    Body.Builder changed = Body.builder();
    for (Body.Item item : lifecycle.orElse(Body.EMPTY).items()) {
      if (item instanceof Body.Argument(String name, Expression.ListOf(var items), var _, var _)
          && name.equals("ignore_changes")) {
        ignored.addAll(items);
      } else {
        changed.add(item);
      }
    }
    return Optional.of(changed.set("ignore_changes", new Expression.ListOf(ignored)).build());
  }

  private static Body body(String type, Body body) {
    List<Body.Item> items = new ArrayList<>();
    for (Body.Item item : body.items()) {
      switch (item) {
        case Body.Argument argument -> {
          if (!forgotten(type, argument.name())) {
            items.add(
                new Body.Argument(
                    argument.name(),
                    expression(argument.value()),
                    argument.comment(),
                    argument.provenance()));
          }
        }
        case Body.Block block -> {
          if (!forgotten(type, block.type())) {
            items.add(
                new Body.Block(
                    block.type(),
                    block.labels(),
                    body(type, block.body()),
                    block.comment(),
                    block.provenance()));
          }
        }
      }
    }
    return new Body(List.copyOf(items));
  }

  /** A part of the address that is referred to: the type first, then the name. */
  private static String part(Reference reference, int index) {
    List<String> path = new ArrayList<>(List.of(reference.root()));
    for (Reference.Step step : reference.steps()) {
      path.add(step instanceof Reference.Attribute(String name) ? name : "");
    }
    int at = path.getFirst().equals("data") ? index + 1 : index;
    return at < path.size() ? path.get(at) : "";
  }

  private static Expression expression(Expression expression) {
    return switch (expression) {
      case Expression.Text text -> text;
      case Expression.Number number -> number;
      case Expression.Bool bool -> bool;
      case Expression.Null nothing -> nothing;
      case Expression.ListOf list -> new Expression.ListOf(all(list.items()));
      case Expression.ObjectOf object ->
          new Expression.ObjectOf(
              object.entries().stream()
                  .map(e ->
                      new Expression.ObjectOf.Entry(expression(e.key()), expression(e.value())))
                  .toList());
      case Reference reference -> missing(reference) ? new Expression.Text(STAND_IN) : reference;
      case Expression.Call call ->
          new Expression.Call(call.name(), all(call.arguments()), call.expandLast());
      case Expression.Template template -> new Expression.Template(all(template.parts()));
      case Expression.Conditional c ->
          new Expression.Conditional(
              expression(c.condition()), expression(c.then()), expression(c.otherwise()));
      case Expression.Binary b ->
          new Expression.Binary(b.operator(), expression(b.left()), expression(b.right()));
      case Expression.Unary u -> new Expression.Unary(u.operator(), expression(u.operand()));
      case Expression.ForList f ->
          new Expression.ForList(
              f.key(),
              f.value(),
              expression(f.collection()),
              expression(f.result()),
              f.condition().map(Emulated::expression));
      case Expression.ForObject f ->
          new Expression.ForObject(
              f.key(),
              f.value(),
              expression(f.collection()),
              expression(f.resultKey()),
              expression(f.result()),
              f.condition().map(Emulated::expression));
    };
  }

  private static List<Expression> all(List<Expression> expressions) {
    return expressions.stream().map(Emulated::expression).toList();
  }

  /** The kinds of resources of a stack that are not emulated, to be named where it is applied. */
  static Optional<String> leftOut(Stack stack) {
    List<String> types =
        stack.resources().stream()
            .filter(r -> missing(r.address().type(), r.address().name()))
            .map(r -> r.address().type())
            .distinct()
            .sorted()
            .toList();
    return types.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", types));
  }
}
