data "azurerm_client_config" "current" {}

# Applies Terraform and deploys.
resource "azurerm_user_assigned_identity" "deployer" {
  name                = "one-adr-deployer"
  resource_group_name = azurerm_resource_group.state.name
  location            = var.location
  tags                = local.tags
}

# Reads, to show what a change would do.
resource "azurerm_user_assigned_identity" "planner" {
  name                = "one-adr-planner"
  resource_group_name = azurerm_resource_group.state.name
  location            = var.location
  tags                = local.tags
}

# Pushes images, and nothing else.
resource "azurerm_user_assigned_identity" "builder" {
  count = local.registry_home ? 1 : 0

  name                = "one-adr-builder"
  resource_group_name = azurerm_resource_group.state.name
  location            = var.location
  tags                = local.tags
}

# A run for this GitHub environment, after whatever approval that asks for.
resource "azurerm_federated_identity_credential" "deployer" {
  name                      = "github"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  issuer                    = "https://token.actions.githubusercontent.com"
  audience                  = ["api://AzureADTokenExchange"]
  subject                   = "repo:${var.github_repository}:environment:${var.environment}"
}

# A run for this environment's planning twin, without approval: it changes nothing.
resource "azurerm_federated_identity_credential" "planner" {
  name                      = "github"
  user_assigned_identity_id = azurerm_user_assigned_identity.planner.id
  issuer                    = "https://token.actions.githubusercontent.com"
  audience                  = ["api://AzureADTokenExchange"]
  subject                   = "repo:${var.github_repository}:environment:${var.environment}-plan"
}

# A run on the branch that is built; no environment, since one image serves all.
resource "azurerm_federated_identity_credential" "builder" {
  count = local.registry_home ? 1 : 0

  name                      = "github"
  user_assigned_identity_id = azurerm_user_assigned_identity.builder[0].id
  issuer                    = "https://token.actions.githubusercontent.com"
  audience                  = ["api://AzureADTokenExchange"]
  subject                   = "repo:${var.github_repository}:ref:refs/heads/${var.github_branch}"
}
