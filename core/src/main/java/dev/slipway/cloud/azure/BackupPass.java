package dev.slipway.cloud.azure;

import static dev.slipway.stack.Expressions.equal;
import static dev.slipway.stack.Expressions.list;
import static dev.slipway.stack.Expressions.local;
import static dev.slipway.stack.Expressions.number;
import static dev.slipway.stack.Expressions.template;
import static dev.slipway.stack.Expressions.text;
import static dev.slipway.stack.Expressions.var;
import static dev.slipway.stack.Expressions.when;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.Element;
import dev.slipway.blueprint.Provenance;
import dev.slipway.blueprint.Recovery;
import dev.slipway.cloud.EnvironmentInputs;
import dev.slipway.cloud.Pass;
import dev.slipway.cloud.StackFiles;
import dev.slipway.cloud.StackPart;
import dev.slipway.stack.Body;
import dev.slipway.stack.Expression;
import dev.slipway.stack.Expression.Reference;
import dev.slipway.stack.Resource.Meta;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.vocabulary.Engine;
import java.util.List;

/**
 * A backup vault for what has to be kept longer than a server keeps it. MySQL's servers cannot be
 * backed up that way.
 */
final class BackupPass implements Pass {

  private static final String FILE = StackFiles.DATABASE;
  private static final String DAYS = "long_term_backup_days";
  private static final int SERVER_DAYS = 35;
  private static final int MAX_DAYS = 3650;
  private static final ResourceAddress VAULT =
      ResourceAddress.managed("azurerm_data_protection_backup_vault", "main");
  private static final ResourceAddress POLICY =
      ResourceAddress.managed(
          "azurerm_data_protection_backup_policy_postgresql_flexible_server", "long_term");
  private static final ResourceAddress READER =
      ResourceAddress.managed("azurerm_role_assignment", "backup_reads_group");
  private static final Provenance WHY =
      Provenance.of(Element.of(Element.Kind.RECOVERY), "recovery.topology");

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public StackPart lower(Blueprint blueprint) {
    StackPart.Builder part = StackPart.builder();
    List<Datastore.Relational> kept = kept(blueprint);
    if (kept.isEmpty()) {
      return part.build();
    }
    new EnvironmentInputs(blueprint, part, WHY)
        .number(
            DAYS,
            "Days for which weekly backups of databases are kept outside their servers; 0 for"
                + " none.",
            0,
            MAX_DAYS,
            e ->
                kept.stream()
                    .mapToLong(s -> s.size(e.name()).backupsRetained())
                    .filter(days -> days > SERVER_DAYS)
                    .max()
                    .orElse(0));
    vault(blueprint, part);
    kept.forEach(store -> server(store, part));
    return part.build();
  }

  private static List<Datastore.Relational> kept(Blueprint blueprint) {
    return blueprint.datastores(Datastore.Relational.class).stream()
        .filter(s -> s.engine() == Engine.POSTGRESQL)
        .filter(s -> s.sizes().stream().anyMatch(size -> size.backupsRetained() > SERVER_DAYS))
        .toList();
  }

  private static Meta present() {
    return Meta.NONE.withCount(when(equal(var(DAYS), number(0)), number(0), number(1)));
  }

  private static Reference one(ResourceAddress address) {
    return address.reference().at(number(0));
  }

  private static Expression principal() {
    return one(VAULT).dot("identity").at(number(0)).dot("principal_id");
  }

  private static void vault(Blueprint blueprint, StackPart.Builder part) {
    boolean several = blueprint.recovery().topology() == Recovery.Topology.MULTI_REGION;
    Body.Builder body =
        Body.builder()
            .set("name", AzureNames.resource(blueprint, "backup"))
            .set("resource_group_name", AzureAddresses.GROUP.reference().dot("name"))
            .set("location", var("location"))
            .set("datastore_type", "VaultStore")
            .set(
                "redundancy",
                several
                    ? "GeoRedundant"
                    : Place.primary(blueprint).zones() ? "ZoneRedundant" : "LocallyRedundant");
    if (several) {
      body.set("cross_region_restore_enabled", true);
    }
    body.set("soft_delete", "On")
        .set("retention_duration_in_days", 14)
        .set("tags", local("tags"))
        .block("identity", Body.builder().set("type", "SystemAssigned"));
    part.resource(FILE, VAULT, "", present(), body, WHY);
    part.resource(
        FILE,
        READER,
        "",
        present(),
        right(AzureAddresses.GROUP.reference().dot("id"), "Reader"),
        WHY);
    part.resource(
        FILE,
        POLICY,
        "",
        present(),
        Body.builder()
            .set("name", "long-term")
            .set("vault_id", one(VAULT).dot("id"))
            .set("backup_repeating_time_intervals", list(text("R/2026-01-04T03:00:00+00:00/P1W")))
            .block(
                "default_retention_rule",
                Body.builder()
                    .block(
                        "life_cycle",
                        Body.builder()
                            .set("duration", template("P", var(DAYS), "D"))
                            .set("data_store_type", "VaultStore"))),
        WHY);
  }

  private static Body.Builder right(Expression scope, String role) {
    return Body.builder()
        .set("scope", scope)
        .set("role_definition_name", role)
        .set("principal_id", principal())
        .set("principal_type", "ServicePrincipal");
  }

  private static void server(Datastore.Relational store, StackPart.Builder part) {
    Provenance why = RelationalVariables.why(store, "backup");
    Reference server = AzureAddresses.postgresql(store.name()).reference();
    ResourceAddress grant =
        ResourceAddress.managed(
            "azurerm_role_assignment", "backup_" + ResourceAddress.id(store.name()));
    part.resource(
        FILE,
        grant,
        "",
        present(),
        right(server.dot("id"), "PostgreSQL Flexible Server Long Term Retention Backup Role"),
        why);
    part.resource(
        FILE,
        ResourceAddress.managed(
            "azurerm_data_protection_backup_instance_postgresql_flexible_server",
            ResourceAddress.id(store.name())),
        "",
        present().withDependsOn(List.of(READER.reference(), grant.reference())),
        Body.builder()
            .set("name", store.name())
            .set("location", var("location"))
            .set("vault_id", one(VAULT).dot("id"))
            .set("server_id", server.dot("id"))
            .set("backup_policy_id", one(POLICY).dot("id")),
        why);
  }
}
