package dev.slipway.check.rule.terraform;

import dev.slipway.check.rule.Report;
import dev.slipway.check.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** Who may do what on Google Cloud. */
final class GcpIamRules {

  private static final List<String> STRANGERS = List.of("allUsers", "allAuthenticatedUsers");

  private GcpIamRules() {}

  static void register(RuleSet.Builder<ResourceView> rules) {
    rules
        .add(
            "SLIP-GCP-IAM-PRIMITIVE-ROLE",
            Expect.noneOf("role", "roles/owner", "roles/editor", "roles/viewer"),
            "google_project_iam_member",
            "google_project_iam_binding",
            "google_folder_iam_member",
            "google_folder_iam_binding",
            "google_organization_iam_member",
            "google_organization_iam_binding")
        .add("SLIP-GCP-IAM-EVERYONE", GcpIamRules::strangers, everywhere())
        .add(
            "SLIP-GCP-IAM-IMPERSONATE-ALL",
            Expect.noneOf(
                "role", "roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountUser"),
            "google_project_iam_member",
            "google_project_iam_binding")
        .add(
            "SLIP-GCP-IAM-ACCOUNT-KEY",
            (key, report) -> key.fault(report, "A key is made for " + account(key) + "."),
            "google_service_account_key")
        .add(
            "SLIP-GCP-IAM-FEDERATION-OPEN",
            GcpIamRules::openFederation,
            "google_iam_workload_identity_pool_provider")
        .add(
            "SLIP-GCP-RUN-PUBLIC",
            GcpIamRules::publicService,
            "google_cloud_run_v2_service_iam_member",
            "google_cloud_run_v2_service_iam_binding",
            "google_cloud_run_service_iam_member",
            "google_cloud_run_service_iam_binding",
            "google_cloudfunctions2_function_iam_member");
  }

  private static String[] everywhere() {
    return new String[] {
      "google_project_iam_member",
      "google_project_iam_binding",
      "google_folder_iam_member",
      "google_organization_iam_member",
      "google_pubsub_topic_iam_member",
      "google_pubsub_topic_iam_binding",
      "google_pubsub_subscription_iam_member",
      "google_bigquery_dataset_iam_member",
      "google_bigquery_table_iam_member",
      "google_secret_manager_secret_iam_member",
      "google_secret_manager_secret_iam_binding",
      "google_kms_crypto_key_iam_member",
      "google_kms_crypto_key_iam_binding",
      "google_kms_key_ring_iam_member",
      "google_artifact_registry_repository_iam_member",
      "google_artifact_registry_repository_iam_binding",
      "google_cloudfunctions_function_iam_member",
      "google_service_account_iam_member"
    };
  }

  private static String account(ResourceView key) {
    return key.targets("service_account_id").stream()
        .findFirst()
        .map(ResourceView::address)
        .orElse("a service account");
  }

  /** The members that a grant names, as far as they are known. */
  static List<String> members(ResourceView grant) {
    List<String> members = new ArrayList<>(grant.at("member").texts());
    members.addAll(grant.at("members").texts());
    members.addAll(grant.at("entity").texts());
    return members;
  }

  static void strangers(ResourceView grant, Report report) {
    for (String member : members(grant)) {
      if (STRANGERS.contains(member)) {
        String path = grant.lacks("member") ? "members" : "member";
        grant.fault(report, path, "It is granted to `" + member + "`.");
      }
    }
  }

  static void publicService(ResourceView grant, Report report) {
    boolean invokes = grant.at("role").is("roles/run.invoker", "roles/cloudfunctions.invoker");
    if (invokes) {
      strangers(grant, report);
    }
  }

  static void openFederation(ResourceView provider, Report report) {
    String issuer = provider.at("oidc.issuer_uri").text().orElse("");
    boolean shared =
        issuer.contains("token.actions.githubusercontent.com")
            || issuer.contains("gitlab.com")
            || issuer.contains("app.terraform.io")
            || issuer.contains("oidc.circleci.com");
    if (shared && provider.at("attribute_condition").isAbsent()) {
      provider.fault(
          report,
          "attribute_condition",
          "`attribute_condition` is not set, and `" + issuer + "` serves everybody.");
    }
  }
}
