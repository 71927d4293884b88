resource "google_project_iam_member" "deployer" {
  for_each = toset([
    "roles/browser",
    "roles/cloudsql.admin",
    "roles/compute.networkAdmin",
    "roles/compute.securityAdmin",
    "roles/logging.configWriter",
    "roles/monitoring.editor",
    "roles/pubsub.admin",
    "roles/run.admin",
    "roles/servicenetworking.networksAdmin",
    "roles/serviceusage.serviceUsageAdmin",
  ])

  project = var.project_id
  role    = each.value
  member  = "serviceAccount:${google_service_account.deployer.email}"
}

resource "google_project_iam_member" "planner" {
  for_each = toset([
    "roles/browser",
    "roles/cloudsql.viewer",
    "roles/compute.networkViewer",
    "roles/iam.securityReviewer",
    "roles/monitoring.viewer",
    "roles/pubsub.viewer",
    "roles/run.viewer",
    "roles/secretmanager.viewer",
    "roles/serviceusage.serviceUsageViewer",
  ])

  project = var.project_id
  role    = each.value
  member  = "serviceAccount:${google_service_account.planner.email}"
}

# Accounts can be made but no keys for them, secrets written but not read: Google's own roles allow both.
resource "google_project_iam_custom_role" "deployer" {
  role_id = "pipeline_deployer"
  title   = "Deploy (pipeline)"
  permissions = [
    "iam.serviceAccounts.actAs",
    "iam.serviceAccounts.create",
    "iam.serviceAccounts.delete",
    "iam.serviceAccounts.get",
    "iam.serviceAccounts.getIamPolicy",
    "iam.serviceAccounts.list",
    "iam.serviceAccounts.setIamPolicy",
    "iam.serviceAccounts.update",
    "secretmanager.secrets.create",
    "secretmanager.secrets.delete",
    "secretmanager.secrets.get",
    "secretmanager.secrets.getIamPolicy",
    "secretmanager.secrets.list",
    "secretmanager.secrets.setIamPolicy",
    "secretmanager.secrets.update",
    "secretmanager.versions.add",
    "secretmanager.versions.destroy",
    "secretmanager.versions.disable",
    "secretmanager.versions.enable",
    "secretmanager.versions.get",
    "secretmanager.versions.list",
  ]
}

resource "google_project_iam_member" "deployer_own_role" {
  project = var.project_id
  role    = google_project_iam_custom_role.deployer.id
  member  = "serviceAccount:${google_service_account.deployer.email}"
}

# Shapes of databases, buckets and log settings, and nothing of what is in them.
resource "google_project_iam_custom_role" "planner" {
  role_id = "pipeline_planner"
  title   = "Plan (pipeline)"
  permissions = [
    "iam.serviceAccounts.get",
    "logging.buckets.get",
    "logging.logMetrics.get",
    "logging.logMetrics.list",
    "logging.sinks.get",
    "storage.buckets.get",
    "storage.buckets.getIamPolicy",
  ]
}

resource "google_project_iam_member" "planner_own_role" {
  project = var.project_id
  role    = google_project_iam_custom_role.planner.id
  member  = "serviceAccount:${google_service_account.planner.email}"
}

# It may grant the workloads' roles, and cannot make itself an owner.
resource "google_project_iam_member" "deployer_grants" {
  project = var.project_id
  role    = "roles/resourcemanager.projectIamAdmin"
  member  = "serviceAccount:${google_service_account.deployer.email}"

  condition {
    title      = "Only the roles that workloads have"
    expression = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/cloudsql.client', 'roles/cloudsql.instanceUser', 'roles/cloudtrace.agent', 'roles/logging.logWriter', 'roles/monitoring.metricWriter'])"
  }
}

# Reads, writes and locks the main stack's state, not the bootstrap's.
resource "google_storage_bucket_iam_member" "deployer_state" {
  bucket = google_storage_bucket.terraform_state.name
  role   = "roles/storage.objectUser"
  member = "serviceAccount:${google_service_account.deployer.email}"

  condition {
    title      = "Not the bootstrap"
    expression = "!resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.terraform_state.name}/objects/bootstrap/\")"
  }
}

# Plans without a lock, since it cannot write one.
resource "google_storage_bucket_iam_member" "planner_state" {
  bucket = google_storage_bucket.terraform_state.name
  role   = "roles/storage.objectViewer"
  member = "serviceAccount:${google_service_account.planner.email}"

  condition {
    title      = "Not the bootstrap"
    expression = "!resource.name.startsWith(\"projects/_/buckets/${google_storage_bucket.terraform_state.name}/objects/bootstrap/\")"
  }
}
