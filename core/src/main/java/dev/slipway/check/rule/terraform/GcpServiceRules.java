package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Clusters, containers, functions and log sinks of Google Cloud. */
final class GcpServiceRules {

  private static final String CLUSTER = "google_container_cluster";
  private static final String SERVICE = "google_cloud_run_v2_service";
  private static final String JOB = "google_cloud_run_v2_job";

  private GcpServiceRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    clusters(rules);
    rules
        .add("SLIP-GCP-RUN-NO-INVOKER", GcpServiceRules::noInvoker, SERVICE)
        .add("SLIP-GCP-RUN-DEFAULT-ACCOUNT", GcpServiceRules::defaultAccount, SERVICE, JOB)
        .add(
            "SLIP-GCP-RUN-SECRET-ENV",
            GcpServiceRules::secretEnvironment,
            SERVICE,
            JOB,
            "google_cloud_run_service",
            "google_cloudfunctions2_function",
            "google_cloudfunctions_function")
        .add("SLIP-GCP-SECRET-UNREADABLE", GcpServiceRules::unreadableSecret, SERVICE, JOB)
        .add(
            "SLIP-GCP-SINK-NO-PERMISSION",
            GcpServiceRules::sink,
            "google_logging_project_sink",
            "google_logging_folder_sink",
            "google_logging_organization_sink");
  }

  private static void clusters(RuleSet.Builder<ResourceView> rules) {
    Predicate<ResourceView> standard = cluster -> !cluster.at("enable_autopilot").isTrue();
    rules
        .add(
            "SLIP-GCP-GKE-PUBLIC-NODES",
            Expect.on("private_cluster_config.enable_private_nodes"),
            CLUSTER)
        .add("SLIP-GCP-GKE-OPEN-CONTROL-PLANE", GcpServiceRules::openControlPlane, CLUSTER)
        .add("SLIP-GCP-GKE-LEGACY-ABAC", Expect.notOn("enable_legacy_abac"), CLUSTER)
        .add(
            "SLIP-GCP-GKE-NO-WORKLOAD-IDENTITY",
            Expect.only(standard, Expect.set("workload_identity_config.workload_pool")),
            CLUSTER)
        .add(
            "SLIP-GCP-GKE-NETWORK-POLICY",
            Expect.only(standard, GcpServiceRules::networkPolicy),
            CLUSTER)
        .add(
            "SLIP-GCP-GKE-RELEASE-CHANNEL",
            Expect.only(
                standard,
                Expect.oneOf("release_channel.channel", "RAPID", "REGULAR", "STABLE", "EXTENDED")),
            CLUSTER)
        .add(
            "SLIP-GCP-GKE-DEFAULT-ACCOUNT",
            Expect.set("node_config.service_account"),
            "google_container_node_pool");
  }

  static void openControlPlane(ResourceView cluster, Report report) {
    if (cluster.at("private_cluster_config.enable_private_endpoint").isTrue()) {
      return;
    }
    String path = "master_authorized_networks_config";
    if (cluster.lacks(path)) {
      cluster.fault(report, path, "`" + path + "` is not set.");
    }
    for (BlockView range : cluster.blocks(path + ".cidr_blocks").known()) {
      if (Ports.isWorld(range.at("cidr_block").texts())) {
        cluster.fault(report, range.place(), "Every address is authorized.");
      }
    }
  }

  static void networkPolicy(ResourceView cluster, Report report) {
    Setting path = cluster.at("datapath_provider");
    if ((path.isAbsent() || path.is("LEGACY_DATAPATH", "DATAPATH_PROVIDER_UNSPECIFIED"))
        && cluster.at("network_policy.enabled").isOff()) {
      cluster.fault(report, "Neither `datapath_provider` nor `network_policy` asks for them.");
    }
  }

  static void noInvoker(ResourceView service, Report report) {
    StackView stack = service.stack();
    boolean granted =
        stack.referring(service).stream().anyMatch(r -> r.type().contains("_iam_"))
            || stack.ofType("google_project_iam_member", "google_project_iam_binding").stream()
                .anyMatch(grant -> grant.at("role").text().orElse("run").contains("run"));
    boolean closed = service.at("invoker_iam_disabled").isOff();
    if (!granted && closed && stack.isComplete() && !service.isExported()) {
      service.fault(report, "No grant of this configuration is for it.");
    }
  }

  private static String template(ResourceView service) {
    return service.type().equals(JOB) ? "template.template" : "template";
  }

  static void defaultAccount(ResourceView service, Report report) {
    String path = template(service) + ".service_account";
    Expect.set(path).check(service, report);
  }

  static void secretEnvironment(ResourceView service, Report report) {
    List<BlockView> variables = new ArrayList<>();
    for (String path :
        List.of(
            "template.containers.env",
            "template.template.containers.env",
            "template.spec.containers.env")) {
      variables.addAll(service.blocks(path).known());
    }
    for (BlockView variable : variables) {
      String name = variable.at("name").text().orElse("");
      Environment.fault(service, name, variable.at("value"), report);
    }
    for (String path : List.of("environment_variables", "service_config.environment_variables")) {
      Environment.faults(service, service.at(path), report);
    }
  }

  static void unreadableSecret(ResourceView service, Report report) {
    String template = template(service);
    List<ResourceView> accounts =
        service.targets(template + ".service_account").stream()
            .filter(account -> account.type().equals("google_service_account"))
            .toList();
    if (accounts.size() != 1 || !service.stack().isComplete()) {
      return;
    }
    for (Map.Entry<String, String> use :
        List.of(
            Map.entry("containers.env", "value_source.secret_key_ref.secret"),
            Map.entry("volumes", "secret.secret"))) {
      for (BlockView block : service.blocks(template + "." + use.getKey()).known()) {
        for (ResourceView secret : block.targets(use.getValue())) {
          if (secret.type().equals("google_secret_manager_secret")
              && !secret.isData()
              && !mayRead(accounts.getFirst(), secret)) {
            service.fault(
                report,
                block.place(),
                accounts.getFirst().address() + " has no role on " + secret.address() + ".");
          }
        }
      }
    }
  }

  private static boolean mayRead(ResourceView account, ResourceView secret) {
    StackView stack = account.stack();
    for (ResourceView grant : stack.referring(secret)) {
      if (grant.type().startsWith("google_secret_manager_secret_iam_")
          && (stack.referring(account).contains(grant) || isOpaque(grant))) {
        return true;
      }
    }
    return stack.referring(account).stream()
        .filter(grant -> grant.type().startsWith("google_project_iam_"))
        .anyMatch(grant ->
            grant.at("role").isUnknown()
                || grant.at("role").text().orElse("").startsWith("roles/secretmanager.")
                || grant.at("role").is("roles/owner", "roles/editor"));
  }

  /** Whether it cannot be seen whom a grant is for: neither text nor a reference to an account. */
  private static boolean isOpaque(ResourceView grant) {
    for (String name : List.of("member", "members", "policy_data")) {
      boolean account =
          grant.targets(name).stream().anyMatch(t -> t.type().equals("google_service_account"));
      if (grant.at(name).isUnknown() && !account) {
        return true;
      }
    }
    return false;
  }

  static void sink(ResourceView sink, Report report) {
    boolean outside =
        sink.targets("destination").stream()
            .anyMatch(to ->
                List.of("google_storage_bucket", "google_bigquery_dataset", "google_pubsub_topic")
                    .contains(to.type()));
    boolean granted =
        sink.stack().referring(sink).stream().anyMatch(r -> r.type().contains("_iam_"));
    if (outside && !granted && sink.stack().isComplete() && !sink.isExported()) {
      sink.fault(report, "destination", "Nothing is granted to its `writer_identity`.");
    }
  }
}
