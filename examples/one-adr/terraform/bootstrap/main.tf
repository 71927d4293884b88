# Applied once an environment by a person who owns the project; the pipeline cannot make the ground it stands on.
# Production comes last, since its registry lets the other environments' projects read. For each environment:
#
#   gcloud auth application-default login
#   terraform init
#
#   terraform workspace select -or-create production
#   terraform apply -var-file=environments/production.tfvars
#
# Then keep the state where it is safe. In versions.tf replace the backend by `backend "gcs" {}` and run
#
#   terraform init -migrate-state -backend-config=bucket=one-adr-prod-terraform-state -backend-config=prefix=bootstrap
#
# The outputs are the variables that GitHub needs; `terraform output` prints them.

provider "google" {
  project = var.project_id
  region  = var.region
}

# The main stack turns on the rest.
resource "google_project_service" "bootstrap" {
  for_each = toset([
    "artifactregistry.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "compute.googleapis.com",
    "containerscanning.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "run.googleapis.com",
    "serviceusage.googleapis.com",
    "storage.googleapis.com",
    "sts.googleapis.com",
  ])

  service            = each.value
  disable_on_destroy = false
}

# The state of the main stack: whoever reads it knows everything about the environment.
resource "google_storage_bucket" "terraform_state" {
  # checkov:skip=CKV_GCP_62:Data access to the state is recorded by Cloud Audit Logs, which access logs of a bucket would only repeat.
  name                        = "${var.project_id}-terraform-state"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"
  force_destroy               = false

  versioning {
    enabled = true
  }

  # Older states stay long enough to go back.
  lifecycle_rule {
    action {
      type = "Delete"
    }

    condition {
      num_newer_versions = 30
      with_state         = "ARCHIVED"
    }
  }

  soft_delete_policy {
    retention_duration_seconds = 604800
  }

  lifecycle {
    prevent_destroy = true
  }

  depends_on = [google_project_service.bootstrap]
}

# Google may make default accounts with the editor's role, and the deployer may run as any account of the project.
resource "google_project_default_service_accounts" "powerless" {
  project        = var.project_id
  action         = "DEPRIVILEGE"
  restore_policy = "NONE"

  depends_on = [google_project_service.bootstrap]
}
