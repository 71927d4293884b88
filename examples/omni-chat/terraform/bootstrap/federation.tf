resource "google_iam_workload_identity_pool" "github" {
  workload_identity_pool_id = "github"
  display_name              = "GitHub Actions"

  depends_on = [google_project_service.bootstrap]
}

resource "google_iam_workload_identity_pool_provider" "github" {
  workload_identity_pool_id          = google_iam_workload_identity_pool.github.workload_identity_pool_id
  workload_identity_pool_provider_id = "github"
  display_name                       = "GitHub Actions"
  attribute_mapping = {
    "google.subject"        = "assertion.sub"
    "attribute.repository"  = "assertion.repository"
    "attribute.ref"         = "assertion.ref"
    "attribute.environment" = "assertion.sub.extract(\":environment:{environment}\")"
    "attribute.deployment"  = "assertion.sub.extract(\":environment:{environment}\") + \"@\" + assertion.ref"
  }
  # checkov:skip=CKV_GCP_125:the repository is named here, environment and branch in the binding of each account below
  attribute_condition = "assertion.repository == \"${var.github_repository}\"${var.github_repository_id == "" ? "" : " && assertion.repository_id == \"${var.github_repository_id}\""}"

  oidc {
    issuer_uri = "https://token.actions.githubusercontent.com"
  }
}

resource "google_service_account" "deployer" {
  account_id   = "omni-chat-deployer"
  display_name = "Pipeline: deployer"
  description  = "Applies Terraform and deploys."

  depends_on = [google_project_service.bootstrap]
}

resource "google_service_account" "planner" {
  account_id   = "omni-chat-planner"
  display_name = "Pipeline: planner"
  description  = "Reads, to show what a change would do."

  depends_on = [google_project_service.bootstrap]
}

resource "google_service_account" "builder" {
  count = var.registry_home ? 1 : 0

  account_id   = "omni-chat-builder"
  display_name = "Pipeline: builder"
  description  = "Pushes images, and nothing else."

  depends_on = [google_project_service.bootstrap]
}

# Only a run for this GitHub environment, and only from the branch that is deployed.
resource "google_service_account_iam_member" "deployer_from_github" {
  service_account_id = google_service_account.deployer.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github.name}/attribute.deployment/${var.environment}@refs/heads/${var.github_branch}"
}

# A run for this environment's planning twin, from any branch and without approval: it can only read.
resource "google_service_account_iam_member" "planner_from_github" {
  service_account_id = google_service_account.planner.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github.name}/attribute.environment/${var.environment}-plan"
}

# A run on the branch that is built; no environment, since one image serves all.
resource "google_service_account_iam_member" "builder_from_github" {
  count = var.registry_home ? 1 : 0

  service_account_id = google_service_account.builder[0].name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.github.name}/attribute.ref/refs/heads/${var.github_branch}"
}
