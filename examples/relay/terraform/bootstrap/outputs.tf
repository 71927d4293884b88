output "state_bucket" {
  description = "Bucket of the Terraform state, as in environments/*.gcs.tfbackend."
  value       = google_storage_bucket.terraform_state.name
}

output "GCP_WORKLOAD_IDENTITY_PROVIDER" {
  description = "GitHub: variable of the GitHub environment and of its twin whose name ends in -plan."
  value       = google_iam_workload_identity_pool_provider.github.name
}

output "GCP_DEPLOYER" {
  description = "GitHub: variable of the GitHub environment."
  value       = google_service_account.deployer.email
}

output "GCP_PLANNER" {
  description = "GitHub: variable of the GitHub environment whose name ends in -plan."
  value       = google_service_account.planner.email
}

output "GCP_BUILD_WORKLOAD_IDENTITY_PROVIDER" {
  description = "GitHub: variable of the repository."
  value       = var.registry_home ? google_iam_workload_identity_pool_provider.github.name : null
}

output "GCP_BUILDER" {
  description = "GitHub: variable of the repository."
  value       = one(google_service_account.builder[*].email)
}

output "IMAGE_REPOSITORY" {
  description = "GitHub: variable of the repository."
  value = (
    var.registry_home
    ? "${var.region}-docker.pkg.dev/${var.project_id}/${google_artifact_registry_repository.images[0].repository_id}"
    : null
  )
}
