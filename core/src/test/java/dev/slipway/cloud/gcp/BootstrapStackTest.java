package dev.slipway.cloud.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.blueprint.Blueprints;
import dev.slipway.stack.Resource;
import dev.slipway.stack.ResourceAddress;
import dev.slipway.stack.Stack;
import org.junit.jupiter.api.Test;

class BootstrapStackTest {

  private final Stack chat = BootstrapStack.of(Blueprints.chat());

  @Test
  void trustsOnlyTheProjectsRepository() {
    assertThat(printed("google_iam_workload_identity_pool_provider", "github"))
        .contains("assertion.repository == \\\"${var.github_repository}\\\"")
        .contains("https://token.actions.githubusercontent.com");
  }

  @Test
  void letsOnlyTheDeployedBranchDeployAndOnlyIntoItsEnvironment() {
    assertThat(printed("google_service_account_iam_member", "deployer_from_github"))
        .contains("attribute.deployment/${var.environment}@refs/heads/${var.github_branch}");
    assertThat(printed("google_service_account_iam_member", "planner_from_github"))
        .contains("attribute.environment/${var.environment}");
    assertThat(printed("google_service_account_iam_member", "builder_from_github"))
        .contains("attribute.ref/refs/heads/${var.github_branch}");
  }

  @Test
  void asksForTheRepositoryWhenItIsUnknown() {
    Stack hello = BootstrapStack.of(Blueprints.minimal());

    assertThat(MonitoringPassTest.file(hello, "terraform/bootstrap/environments/production.tfvars"))
        .doesNotContain("github_repository");
    assertThat(hello.variables())
        .filteredOn(v -> v.name().equals("github_repository"))
        .singleElement()
        .satisfies(v -> assertThat(v.defaultValue()).isEmpty())
        .satisfies(v -> assertThat(v.validations()).isNotEmpty());
    assertThat(MonitoringPassTest.file(chat, "terraform/bootstrap/environments/staging.tfvars"))
        .contains("github_repository = \"acme/chat\"");
  }

  @Test
  void keepsTheRegistryInProductionAndLetsTheOthersRead() {
    String production =
        MonitoringPassTest.file(chat, "terraform/bootstrap/environments/production.tfvars");

    assertThat(production)
        .contains("registry_home     = true")
        .contains("registry_readers = [\"acme-chat-staging\"]");
    assertThat(MonitoringPassTest.file(chat, "terraform/bootstrap/environments/staging.tfvars"))
        .contains("registry_home     = false");
    assertThat(printed("google_artifact_registry_repository_iam_member", "reader"))
        .contains("@serverless-robot-prod.iam.gserviceaccount.com");
    assertThat(printed("google_artifact_registry_repository", "images"))
        .contains("immutable_tags = true", "keep_count = 30", "enablement_config = \"INHERITED\"");
  }

  @Test
  void givesNobodyABasicRoleOrAKey() {
    String roles = MonitoringPassTest.file(chat, "terraform/bootstrap/roles.tf");

    assertThat(roles)
        .doesNotContain(
            "roles/owner",
            "roles/editor",
            "\"roles/viewer\"",
            "versions.access",
            "serviceAccountKeys");
    assertThat(chat.ofType("google_service_account_key")).isEmpty();
  }

  @Test
  void grantsOnlyWhatTheDesignUses() {
    String hello =
        MonitoringPassTest.file(
            BootstrapStack.of(Blueprints.minimal()), "terraform/bootstrap/roles.tf");

    assertThat(hello)
        .doesNotContain("cloudsql", "redis", "pubsub", "compute.networkAdmin", "secretmanager");
    assertThat(MonitoringPassTest.file(chat, "terraform/bootstrap/roles.tf"))
        .contains("roles/cloudsql.admin", "roles/redis.admin", "roles/pubsub.admin");
  }

  @Test
  void limitsWhatTheDeployerMayGrantToWhatTheMainStackGrants() {
    String grants = printed("google_project_iam_member", "deployer_grants");
    Stack main = GcpLowering.lower(Blueprints.chat()).main();

    for (Resource grant : main.ofType("google_project_iam_member")) {
      String role =
          MonitoringPassTest.printed(main, grant.address())
              .replaceAll("(?s).*role += \"([^\"]+)\".*", "$1");
      assertThat(grants).contains("'" + role + "'");
    }
    assertThat(grants).doesNotContain("owner", "editor", "projectIamAdmin']");
  }

  @Test
  void keepsTheStatePrivateVersionedAndOutOfThePipelinesReachForItself() {
    assertThat(printed("google_storage_bucket", "terraform_state"))
        .contains(
            "public_access_prevention    = \"enforced\"",
            "prevent_destroy = true",
            "enabled = true");
    assertThat(printed("google_storage_bucket_iam_member", "deployer_state"))
        .contains("roles/storage.objectUser", "/objects/bootstrap/");
  }

  @Test
  void printsTheVariablesThatGithubNeeds() {
    assertThat(chat.outputs())
        .extracting(o -> o.name())
        .contains(
            "GCP_WORKLOAD_IDENTITY_PROVIDER",
            "GCP_DEPLOYER",
            "GCP_PLANNER",
            "GCP_BUILD_WORKLOAD_IDENTITY_PROVIDER",
            "GCP_BUILDER",
            "IMAGE_REPOSITORY");
  }

  @Test
  void tellsHowTheStateMovesIntoTheBucket() {
    assertThat(MonitoringPassTest.file(chat, "terraform/bootstrap/main.tf"))
        .contains("terraform init -migrate-state", "acme-chat-prod-terraform-state")
        .containsSubsequence("select -or-create staging", "select -or-create production");
    assertThat(MonitoringPassTest.file(chat, "terraform/bootstrap/versions.tf"))
        .contains("backend \"local\"");
  }

  private String printed(String type, String name) {
    return MonitoringPassTest.printed(chat, ResourceAddress.managed(type, name));
  }
}
