# Applied once an environment by a person who owns the subscription; the pipeline cannot make the ground it stands on.
# Production comes first, since the other environments are let into its registry. For each environment:
#
#   az login
#   terraform init
#
#   terraform workspace select -or-create production
#   terraform apply -var-file=environments/production.tfvars
#
# Then keep the state where it is safe. Owning a subscription does not open what is stored in it, so
# let yourself in first, with production's workspace selected:
#
#   az role assignment create --role "Storage Blob Data Contributor" \
#     --assignee "$(az ad signed-in-user show --query id --output tsv)" \
#     --scope "$(terraform output -raw state_account_id)"
#
# In versions.tf replace the backend by `backend "azurerm" {}` and run
#
#   terraform init -migrate-state -backend-config=subscription_id=00000000-0000-0000-0000-000000000001 \
#     -backend-config=resource_group_name=one-adr-terraform-state \
#     -backend-config=storage_account_name=oneadrtfstate000000 \
#     -backend-config=container_name=bootstrap -backend-config=key=bootstrap.tfstate \
#     -backend-config=use_azuread_auth=true
#
# The outputs in upper case are the variables that GitHub needs; `terraform output` prints them. Limit GitHub's
# environments to the branch that is deployed: Azure sees the environment's name only.

provider "azurerm" {
  subscription_id                 = var.subscription_id
  storage_use_azuread             = true
  resource_provider_registrations = "none"
  # Services are turned on here, by a person; the pipeline may not.
  resource_providers_to_register = [
    "Microsoft.App",
    "Microsoft.Cdn",
    "Microsoft.Consumption",
    "Microsoft.ContainerRegistry",
    "Microsoft.ContainerService",
    "Microsoft.CostManagement",
    "Microsoft.DBforMySQL",
    "Microsoft.Insights",
    "Microsoft.KeyVault",
    "Microsoft.ManagedIdentity",
    "Microsoft.Network",
    "Microsoft.OperationalInsights",
    "Microsoft.Resources",
    "Microsoft.Storage",
  ]

  features {}
}

locals {
  tags = {
    application  = "one-adr"
    "managed-by" = "terraform-bootstrap"
    owner        = "unassigned"
    environment  = var.environment
  }

  # Ends the names that have to be unique in the world.
  unique = lower(substr(replace(var.subscription_id, "-", ""), 0, 6))
}

resource "azurerm_resource_group" "state" {
  name     = "one-adr-terraform-state"
  location = var.location
  tags     = local.tags
}

# Whoever reads the state knows everything about the environment.
resource "azurerm_storage_account" "state" {
  # checkov:skip=CKV_AZURE_33:no queues are kept here
  # checkov:skip=CKV_AZURE_59:see public_network_access_enabled
  # checkov:skip=CKV2_AZURE_1:the platform's key encrypts it, and nobody has to keep one whose loss would lose the state
  # checkov:skip=CKV2_AZURE_21:the activity log and versions show who wrote what
  # checkov:skip=CKV2_AZURE_33:see public_network_access_enabled
  # checkov:skip=CKV_AZURE_206:three zones; what exists can be imported anew
  name                     = "oneadrtfstate${local.unique}"
  resource_group_name      = azurerm_resource_group.state.name
  location                 = var.location
  account_kind             = "StorageV2"
  account_tier             = "Standard"
  account_replication_type = "ZRS"
  min_tls_version          = "TLS1_2"
  # Only identities open it: a key would open everything, to anybody who has it.
  shared_access_key_enabled        = false
  default_to_oauth_authentication  = true
  allow_nested_items_to_be_public  = false
  cross_tenant_replication_enabled = false
  local_user_enabled               = false
  # GitHub's runners come from changing addresses; identities guard it.
  public_network_access_enabled     = true
  infrastructure_encryption_enabled = true
  tags                              = local.tags

  blob_properties {
    versioning_enabled = true

    delete_retention_policy {
      days = 30
    }

    container_delete_retention_policy {
      days = 30
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_storage_container" "main" {
  # checkov:skip=CKV2_AZURE_21:the activity log and versions show who wrote what
  name                  = "tfstate"
  storage_account_id    = azurerm_storage_account.state.id
  container_access_type = "private"

  lifecycle {
    prevent_destroy = true
  }
}

# The pipeline is let into the other one only: it could widen its own rights here.
resource "azurerm_storage_container" "bootstrap" {
  # checkov:skip=CKV2_AZURE_21:the activity log and versions show who wrote what
  name                  = "bootstrap"
  storage_account_id    = azurerm_storage_account.state.id
  container_access_type = "private"

  lifecycle {
    prevent_destroy = true
  }
}

# Older states stay long enough to go back.
resource "azurerm_storage_management_policy" "state" {
  storage_account_id = azurerm_storage_account.state.id

  rule {
    name    = "old-versions"
    enabled = true

    filters {
      blob_types = ["blockBlob"]
    }

    actions {
      version {
        delete_after_days_since_creation = 90
      }
    }
  }
}

# Holds for owners too; the pipeline cannot lift it.
resource "azurerm_management_lock" "state" {
  name       = "keeps-state"
  scope      = azurerm_storage_account.state.id
  lock_level = "CanNotDelete"
  notes      = "Holds the Terraform state."
}
