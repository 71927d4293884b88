output "state_account" {
  description = "Storage account of the Terraform state, as in environments/*.azurerm.tfbackend."
  value       = azurerm_storage_account.state.name
}

output "state_account_id" {
  description = "The same as an id, to let a person in."
  value       = azurerm_storage_account.state.id
}

output "AZURE_TENANT" {
  description = "GitHub: variable of the repository."
  value       = data.azurerm_client_config.current.tenant_id
}

output "AZURE_SUBSCRIPTION" {
  description = "GitHub: variable of the GitHub environment and of its twin whose name ends in -plan."
  value       = var.subscription_id
}

output "AZURE_DEPLOYER" {
  description = "GitHub: variable of the GitHub environment."
  value       = azurerm_user_assigned_identity.deployer.client_id
}

output "AZURE_PLANNER" {
  description = "GitHub: variable of the GitHub environment whose name ends in -plan."
  value       = azurerm_user_assigned_identity.planner.client_id
}

output "AZURE_BUILDER" {
  description = "GitHub: variable of the repository."
  value       = local.registry_home ? azurerm_user_assigned_identity.builder[0].client_id : null
}

output "IMAGE_REPOSITORY" {
  description = "GitHub: variable of the repository."
  value = (
    local.registry_home
    ? "${azurerm_container_registry.images[0].login_server}/omni-chat"
    : null
  )
}
