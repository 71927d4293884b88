package dev.slipway.check.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.BlueprintDraft;
import dev.slipway.blueprint.Blueprints;
import dev.slipway.blueprint.CloudBlueprints;
import dev.slipway.blueprint.Control;
import dev.slipway.blueprint.Measure;
import dev.slipway.blueprint.Secret;
import dev.slipway.check.policy.ControlVerdict.Status;
import dev.slipway.cloud.CloudStacks;
import dev.slipway.diagnostic.Diagnostic;
import dev.slipway.evidence.Evidence;
import dev.slipway.stack.Stack;
import dev.slipway.vocabulary.Cloud;
import dev.slipway.vocabulary.Compliance;
import dev.slipway.vocabulary.RiskLevel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each measure and each promise on AWS and Azure: once kept, and once broken in one place. */
class CloudMeasuresTest {

  @ParameterizedTest
  @CsvSource({
    "AWS, PRIVATE_DATABASE, aws_db_instance.main, publicly_accessible, true",
    "AWS, DATABASE_TLS, aws_db_parameter_group.main, value, 0",
    "AWS, TLS_AT_THE_EDGE, aws_cloudfront_distribution.edge, viewer_protocol_policy, allow-all",
    "AWS, TLS_AT_THE_EDGE, aws_cloudfront_distribution.edge, minimum_protocol_version, TLSv1",
    "AWS, SECRETS_IN_MANAGER, aws_secretsmanager_secret.jwt_secret, -, -",
    "AWS, SECRET_ROTATION, aws_scheduler_schedule.jwt_secret_renewal, -, -",
    "AWS, WEB_APPLICATION_FIREWALL, aws_cloudfront_distribution.edge, web_acl_id, none",
    "AWS, RATE_LIMIT, aws_wafv2_web_acl.edge, -, -",
    "AWS, LEAST_PRIVILEGE, aws_ecs_task_definition.api, task_role_arn, arn:aws:iam::1:role/other",
    "AWS, LEAST_PRIVILEGE, data.aws_iam_policy_document.api_task, resources, *",
    "AWS, AUDIT_LOGS, aws_cloudtrail.audit, enable_log_file_validation, false",
    "AWS, LOG_RETENTION, aws_cloudwatch_log_group.api, retention_in_days, 7",
    "AWS, ENCRYPTION_AT_REST, aws_db_instance.main, storage_encrypted, false",
    "AWS, CUSTOMER_MANAGED_KEYS, aws_db_instance.main, kms_key_id, alias/aws/rds",
    "AWS, BACKUPS, aws_db_instance.main, backup_retention_period, 0",
    "AWS, BACKUPS, aws_backup_selection.daily_14_days, -, -",
    "AWS, POINT_IN_TIME_RECOVERY, aws_dynamodb_table.documents, enabled, false",
    "AWS, DELETION_PROTECTION, aws_db_instance.main, deletion_protection, false",
    "AWS, DELETION_PROTECTION, aws_s3_bucket.uploads, force_destroy, true",
    "AWS, PRIVATE_NETWORK, aws_default_security_group.main, -, -",
    "AWS, MONITORING_AND_ALERTS, aws_cloudwatch_metric_alarm.main_disk, alarm_actions, none",
    "AWS, HIGH_AVAILABILITY, aws_db_instance.main, multi_az, false",
    "AWS, HIGH_AVAILABILITY, aws_elasticache_replication_group.sessions, multi_az_enabled, false",
    "AWS, BOUNDED_SCALING, aws_appautoscaling_target.api, max_capacity, 0",
    "AZURE, PRIVATE_DATABASE, azurerm_postgresql_flexible_server.main,"
        + " public_network_access_enabled, true",
    "AZURE, PRIVATE_DATABASE, azurerm_private_endpoint.sessions, -, -",
    "AZURE, DATABASE_TLS,"
        + " azurerm_postgresql_flexible_server_configuration.main_require_secure_transport,"
        + " value, off",
    "AZURE, TLS_AT_THE_EDGE, azurerm_cdn_frontdoor_route.api, https_redirect_enabled, false",
    "AZURE, TLS_AT_THE_EDGE, azurerm_cdn_frontdoor_custom_domain.edge, minimum_version, TLS10",
    "AZURE, SECRETS_IN_MANAGER, azurerm_key_vault_secret.jwt_secret, -, -",
    "AZURE, SECRET_ROTATION, azurerm_eventgrid_system_topic_event_subscription.expiring_secrets,"
        + " -, -",
    "AZURE, WEB_APPLICATION_FIREWALL, azurerm_cdn_frontdoor_security_policy.edge, -, -",
    "AZURE, WEB_APPLICATION_FIREWALL, azurerm_cdn_frontdoor_firewall_policy.edge, mode, Detection",
    "AZURE, RATE_LIMIT, azurerm_cdn_frontdoor_firewall_policy.edge, action, Log",
    "AZURE, LEAST_PRIVILEGE, azurerm_role_assignment.api_uses_uploads, role_definition_name,"
        + " Contributor",
    "AZURE, LEAST_PRIVILEGE, azurerm_container_app.api, identity_ids, none",
    "AZURE, AUDIT_LOGS, azurerm_storage_account.audit_log, state, Unlocked",
    "AZURE, LOG_RETENTION, azurerm_log_analytics_workspace.main, retention_in_days, 30",
    "AZURE, CUSTOMER_MANAGED_KEYS, azurerm_key_vault_key.data, -, -",
    "AZURE, BACKUPS, azurerm_postgresql_flexible_server.main, backup_retention_days, 1",
    "AZURE, POINT_IN_TIME_RECOVERY, azurerm_cosmosdb_account.documents, type, Periodic",
    "AZURE, DELETION_PROTECTION, azurerm_management_lock.main, -, -",
    "AZURE, PRIVATE_NETWORK, azurerm_subnet_network_security_group_association.apps, -, -",
    "AZURE, MONITORING_AND_ALERTS, azurerm_monitor_action_group.warning, -, -",
    "AZURE, HIGH_AVAILABILITY, azurerm_managed_redis.sessions, high_availability_enabled, false",
    "AZURE, BOUNDED_SCALING, azurerm_container_app.api, max_replicas, 0",
    "AZURE, DATA_RESIDENCY, azurerm_key_vault.main, location, eastus"
  })
  void seesTheMeasureAndMissesItWhereItWasTakenAway(
      Cloud cloud, Measure measure, String address, String argument, String value) {
    Blueprint design = design(cloud, measure);
    CloudStacks stacks = CloudBlueprints.lower(design);

    // Only a person makes a record irrevocable.
    Stack main = StackEdits.value(stacks.main(), "production", "audit_lock", "Locked");

    ControlVerdict kept = verify(design, main, stacks.bootstrap());
    ControlVerdict broken =
        verify(design, broken(main, address, argument, value), stacks.bootstrap());

    assertThat(kept.gap()).isEmpty();
    assertThat(kept.proofs()).isNotEmpty();
    assertThat(broken.status()).isEqualTo(Status.OPEN);
    assertThat(broken.gap()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, SLIP-PROMISE-PATH, aws_vpc_security_group_egress_rule.api_to_main, -, -",
    "AWS, SLIP-PROMISE-PATH, aws_vpc_security_group_ingress_rule.main_from_api, -, -",
    "AWS, SLIP-PROMISE-BUCKET, aws_s3_bucket_public_access_block.uploads, block_public_policy,"
        + " false",
    "AWS, SLIP-PROMISE-SECRET-ACCESS, aws_iam_role_policy.api_execution, -, -",
    "AWS, SLIP-PROMISE-ROLE, data.aws_iam_policy_document.worker_task, actions, sqs:*",
    "AWS, SLIP-PROMISE-ALERT, aws_cloudwatch_metric_alarm.main_disk, alarm_description, Good luck.",
    "AWS, SLIP-PROMISE-TLS, aws_cloudfront_distribution.edge, viewer_protocol_policy, allow-all",
    "AZURE, SLIP-PROMISE-PATH, azurerm_private_dns_zone_virtual_network_link.postgresql, -, -",
    "AZURE, SLIP-PROMISE-BUCKET, azurerm_storage_account.uploads, shared_access_key_enabled, true",
    "AZURE, SLIP-PROMISE-SECRET-ACCESS, azurerm_role_assignment.api_reads_jwt_secret, -, -",
    "AZURE, SLIP-PROMISE-ROLE, azurerm_role_assignment.api_uses_uploads, role_definition_name,"
        + " Owner",
    "AZURE, SLIP-PROMISE-GRANT, azurerm_role_assignment.api_uses_uploads, role_definition_name,"
        + " Storage Blob Data Owner",
    "AZURE, SLIP-PROMISE-PUBLIC, azurerm_storage_container.uploads, container_access_type, blob",
    "AZURE, SLIP-PROMISE-ALERT, azurerm_monitor_metric_alert.main_disk, description, Good luck.",
    "AZURE, SLIP-PROMISE-TLS, azurerm_cdn_frontdoor_route.api, https_redirect_enabled, false"
  })
  void seesABrokenPromise(Cloud cloud, String code, String address, String argument, String value) {
    Blueprint design = CloudBlueprints.on(cloud, Blueprints.chat());
    CloudStacks stacks = CloudBlueprints.lower(design);
    Stack main = broken(stacks.main(), address, argument, value);

    assertThat(PromiseCheck.check(design, stacks.main(), stacks.bootstrap(), List.of())).isEmpty();
    assertThat(PromiseCheck.check(design, main, stacks.bootstrap(), List.of()))
        .extracting(Diagnostic::code)
        .contains(code);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS, SLIP-PROMISE-STATE, aws_s3_bucket_versioning.terraform_state, status, Suspended",
    "AWS, SLIP-PROMISE-GRANT, aws_iam_role_policy_attachment.deployer_data, -, -",
    "AWS, SLIP-PROMISE-KEY, data.aws_iam_policy_document.deployer_trust, values, repo:*",
    "AZURE, SLIP-PROMISE-STATE, azurerm_storage_account.state, versioning_enabled, false",
    "AZURE, SLIP-PROMISE-STATE, azurerm_storage_account.state, shared_access_key_enabled, true",
    "AZURE, SLIP-PROMISE-GRANT, azurerm_role_assignment.deployer, -, -",
    "AZURE, SLIP-PROMISE-KEY, azurerm_federated_identity_credential.deployer, subject, repo:*"
  })
  void seesABrokenPromiseInTheBootstrap(
      Cloud cloud, String code, String address, String argument, String value) {
    Blueprint design = CloudBlueprints.on(cloud, Blueprints.chat());
    CloudStacks stacks = CloudBlueprints.lower(design);
    Stack bootstrap = broken(stacks.bootstrap(), address, argument, value);

    assertThat(PromiseCheck.check(design, stacks.main(), bootstrap, List.of()))
        .extracting(Diagnostic::code)
        .contains(code);
  }

  @ParameterizedTest
  @EnumSource(Cloud.class)
  void doesNotCallALoginByPasswordPasswordless(Cloud cloud) {
    Blueprint design = design(cloud, Measure.NO_DATABASE_PASSWORDS);
    CloudStacks stacks = CloudBlueprints.lower(design);

    assertThat(verify(design, stacks.main(), stacks.bootstrap()).status())
        .isEqualTo(cloud == Cloud.GCP ? Status.SATISFIED : Status.OPEN);
  }

  private static Stack broken(Stack stack, String address, String argument, String value) {
    if (argument.equals("-")) {
      return StackEdits.without(stack, address);
    }
    Object literal =
        switch (value) {
          case "true" -> true;
          case "false" -> false;
          default -> value;
        };
    return StackEdits.set(stack, address, argument, literal);
  }

  /** The chat product with all that the measure is about. */
  private static Blueprint design(Cloud cloud, Measure measure) {
    BlueprintDraft draft = Blueprints.edit(Blueprints.chat());
    if (measure == Measure.CUSTOMER_MANAGED_KEYS) {
      draft.with(Compliance.HIPAA);
    }
    draft.secrets =
        draft.secrets.stream()
            .map(s -> new Secret(s.name(), s.purpose(), s.readers(), Optional.of(90)))
            .toList();
    draft.with(
        List.of(
            new Control(
                "SEC-1",
                "Asked for",
                RiskLevel.HIGH,
                List.of(measure),
                Optional.empty(),
                Evidence.assumed("fixture"))));
    return CloudBlueprints.on(cloud, draft.build());
  }

  private static ControlVerdict verify(Blueprint design, Stack main, Stack bootstrap) {
    return ControlCheck.verify(design, main, bootstrap, List.of()).getFirst();
  }
}
