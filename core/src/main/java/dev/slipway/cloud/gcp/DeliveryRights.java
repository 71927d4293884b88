package dev.slipway.cloud.gcp;

import dev.slipway.blueprint.Blueprint;
import dev.slipway.blueprint.Datastore;
import dev.slipway.blueprint.WorkloadKind;
import dev.slipway.cloud.Front;
import dev.slipway.cloud.Requirement;
import dev.slipway.vocabulary.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * The roles that the pipeline needs for one design.
 *
 * @param deployer Google's roles for the account that applies
 * @param planner Google's roles for the account that only reads
 * @param deployerPermissions of its own role
 * @param plannerPermissions of its own role
 * @param grantable what the deployer may grant on the project
 */
record DeliveryRights(
    List<String> deployer,
    List<String> planner,
    List<String> deployerPermissions,
    List<String> plannerPermissions,
    List<String> grantable) {

  static DeliveryRights of(Blueprint blueprint) {
    Lists lists = new Lists();
    always(lists);
    workloads(blueprint, lists);
    datastores(blueprint, lists);
    surroundings(blueprint, lists);
    return new DeliveryRights(
        sorted(lists.deployer),
        sorted(lists.planner),
        sorted(lists.deployerPermissions),
        sorted(lists.plannerPermissions),
        sorted(lists.grantable));
  }

  private static final class Lists {
    final List<String> deployer = new ArrayList<>();
    final List<String> planner = new ArrayList<>();
    final List<String> deployerPermissions = new ArrayList<>();
    final List<String> plannerPermissions = new ArrayList<>();
    final List<String> grantable = new ArrayList<>();

    void roles(String apply, String plan) {
      deployer.add("roles/" + apply);
      planner.add("roles/" + plan);
    }
  }

  private static void always(Lists lists) {
    lists.roles("run.admin", "run.viewer");
    lists.roles("monitoring.editor", "monitoring.viewer");
    lists.roles("logging.configWriter", "iam.securityReviewer");
    lists.planner.add("roles/browser");
    lists.roles("serviceusage.serviceUsageAdmin", "serviceusage.serviceUsageViewer");
    lists.deployer.add("roles/browser");
    // The workloads' accounts: made, granted and, since a revision runs as one of them, used.
    // Google's role for that could also
    // make keys, which nobody here needs.
    for (String verb :
        List.of(
            "actAs", "create", "delete", "get", "getIamPolicy", "list", "setIamPolicy", "update")) {
      lists.deployerPermissions.add("iam.serviceAccounts." + verb);
    }
    lists.plannerPermissions.addAll(
        List.of(
            "iam.serviceAccounts.get",
            "logging.buckets.get",
            "logging.logMetrics.get",
            "logging.logMetrics.list",
            "logging.sinks.get",
            "storage.buckets.get",
            "storage.buckets.getIamPolicy"));
    lists.grantable.addAll(
        List.of(
            "roles/cloudtrace.agent", "roles/logging.logWriter", "roles/monitoring.metricWriter"));
  }

  private static void workloads(Blueprint blueprint, Lists lists) {
    if (has(blueprint, WorkloadKind.FUNCTION)) {
      lists.roles("cloudfunctions.admin", "cloudfunctions.viewer");
    }
    if (has(blueprint, WorkloadKind.SCHEDULED_JOB)) {
      lists.roles("cloudscheduler.admin", "cloudscheduler.viewer");
    }
    if (blueprint.project().platform() == Platform.KUBERNETES) {
      lists.roles("container.admin", "container.viewer");
    }
    if (!blueprint.secrets().isEmpty() || !blueprint.datastores(Datastore.Cache.class).isEmpty()) {
      secrets(lists);
    }
  }

  private static boolean has(Blueprint blueprint, WorkloadKind kind) {
    return blueprint.workloads().stream().anyMatch(w -> w.kind() == kind);
  }

  private static void secrets(Lists lists) {
    lists.planner.add("roles/secretmanager.viewer");
    for (String verb :
        List.of("create", "delete", "get", "getIamPolicy", "list", "setIamPolicy", "update")) {
      lists.deployerPermissions.add("secretmanager.secrets." + verb);
    }
    for (String verb : List.of("add", "destroy", "disable", "enable", "get", "list")) {
      lists.deployerPermissions.add("secretmanager.versions." + verb);
    }
  }

  private static void datastores(Blueprint blueprint, Lists lists) {
    for (Datastore datastore : blueprint.datastores()) {
      switch (datastore) {
        case Datastore.Relational _ -> {
          lists.roles("cloudsql.admin", "cloudsql.viewer");
          lists.grantable.addAll(List.of("roles/cloudsql.client", "roles/cloudsql.instanceUser"));
        }
        case Datastore.Document _ -> {
          lists.deployer.add("roles/datastore.owner");
          lists.grantable.addAll(List.of("roles/datastore.user", "roles/datastore.viewer"));
          lists.plannerPermissions.addAll(
              List.of(
                  "datastore.backupSchedules.get",
                  "datastore.backupSchedules.list",
                  "datastore.databases.get",
                  "datastore.databases.getMetadata",
                  "datastore.indexes.get",
                  "datastore.indexes.list"));
        }
        case Datastore.Cache _ -> {
          lists.roles("redis.admin", "redis.viewer");
          // The provider reads the key with the instance; it is in the state that a plan reads
          // anyway.
          lists.plannerPermissions.add("redis.instances.getAuthString");
        }
        case Datastore.Bucket _ -> lists.deployer.add("roles/storage.admin");
        case Datastore.Topic _ -> lists.roles("pubsub.admin", "pubsub.viewer");
        case Datastore.TaskQueue _ -> lists.roles("cloudtasks.admin", "cloudtasks.viewer");
        case Datastore.External _ -> {}
      }
    }
  }

  private static void surroundings(Blueprint blueprint, Lists lists) {
    if (SecretRotation.wanted(blueprint)) {
      lists.roles("pubsub.admin", "pubsub.viewer");
    }
    if (Requirement.customerManagedKeys(blueprint)) {
      lists.roles("cloudkms.admin", "cloudkms.viewer");
    }
    if (blueprint.project().platform() == Platform.KUBERNETES) {
      lists.grantable.add("roles/container.defaultNodeServiceAccount");
    }
    if (blueprint.network().needed()) {
      // Firewall rules are not part of networkAdmin.
      lists.deployer.add("roles/compute.securityAdmin");
      if (blueprint.workloads().stream().anyMatch(Front::callsOthers)) {
        lists.roles("dns.admin", "dns.reader");
      }
    }
    if (blueprint.network().needed()) {
      lists.roles("compute.networkAdmin", "compute.networkViewer");
      lists.deployer.add("roles/servicenetworking.networksAdmin");
    }
    if (blueprint.edge().loadBalancer()) {
      lists.roles("compute.loadBalancerAdmin", "compute.viewer");
      lists.deployer.add("roles/compute.securityAdmin");
      if (has(blueprint, WorkloadKind.STATIC_SITE)) {
        lists.deployer.add("roles/storage.admin");
      }
    }
    if (blueprint.edge().dnsZone().isPresent()) {
      lists.roles("dns.admin", "dns.reader");
    }
  }

  private static List<String> sorted(List<String> list) {
    return list.stream().distinct().sorted().toList();
  }
}
