locals {
  grantable = join(", ", [
    for role in data.azurerm_role_definition.grantable : basename(
      role.role_definition_id
    )
  ])
}

# Only the kinds of resources that this design has. Locks can be set and not lifted.
resource "azurerm_role_definition" "deployer" {
  name              = "relay-pipeline-deployer-${var.environment}"
  scope             = "/subscriptions/${var.subscription_id}"
  description       = "What the pipeline of relay needs."
  assignable_scopes = ["/subscriptions/${var.subscription_id}"]

  permissions {
    actions = [
      "*/read",
      "Microsoft.App/containerApps/*",
      "Microsoft.App/jobs/*",
      "Microsoft.App/managedEnvironments/*",
      "Microsoft.Authorization/locks/write",
      "Microsoft.DBforPostgreSQL/flexibleServers/*",
      "Microsoft.Insights/actionGroups/*",
      "Microsoft.Insights/activityLogAlerts/*",
      "Microsoft.Insights/components/*",
      "Microsoft.Insights/diagnosticSettings/*",
      "Microsoft.Insights/metricAlerts/*",
      "Microsoft.Insights/scheduledQueryRules/*",
      "Microsoft.Insights/webTests/*",
      "Microsoft.Insights/workbooks/*",
      "Microsoft.KeyVault/vaults/*",
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
      "Microsoft.ManagedIdentity/userAssignedIdentities/delete",
      "Microsoft.ManagedIdentity/userAssignedIdentities/write",
      "Microsoft.Network/networkSecurityGroups/*",
      "Microsoft.Network/privateDnsZones/*",
      "Microsoft.Network/privateEndpoints/*",
      "Microsoft.Network/virtualNetworks/*",
      "Microsoft.OperationalInsights/workspaces/*",
      "Microsoft.Resources/subscriptions/resourceGroups/*",
      "Microsoft.ServiceBus/namespaces/*",
    ]
    data_actions = [
      "Microsoft.KeyVault/vaults/secrets/delete",
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
      "Microsoft.KeyVault/vaults/secrets/recover/action",
      "Microsoft.KeyVault/vaults/secrets/setSecret/action",
      "Microsoft.KeyVault/vaults/secrets/update/action",
    ]
  }
}

resource "azurerm_role_assignment" "deployer" {
  scope              = "/subscriptions/${var.subscription_id}"
  principal_id       = azurerm_user_assigned_identity.deployer.principal_id
  principal_type     = "ServicePrincipal"
  role_definition_id = azurerm_role_definition.deployer.role_definition_resource_id
}

resource "azurerm_role_assignment" "planner_reads" {
  scope                = "/subscriptions/${var.subscription_id}"
  principal_id         = azurerm_user_assigned_identity.planner.principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "Reader"
}

# To see what is there, Terraform reads secrets and lists keys of what it made too. Whoever may run the plan can see
# them: let GitHub's environments for plans take trusted branches only.
resource "azurerm_role_definition" "planner" {
  name              = "relay-pipeline-planner-${var.environment}"
  scope             = "/subscriptions/${var.subscription_id}"
  description       = "What the pipeline of relay needs."
  assignable_scopes = ["/subscriptions/${var.subscription_id}"]

  permissions {
    actions = [
      "Microsoft.App/containerApps/listSecrets/action",
      "Microsoft.App/jobs/listSecrets/action",
      "Microsoft.OperationalInsights/workspaces/sharedKeys/action",
      "Microsoft.ServiceBus/namespaces/authorizationRules/listKeys/action",
    ]
    data_actions = [
      "Microsoft.KeyVault/vaults/secrets/getSecret/action",
      "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
    ]
  }
}

resource "azurerm_role_assignment" "planner" {
  scope              = "/subscriptions/${var.subscription_id}"
  principal_id       = azurerm_user_assigned_identity.planner.principal_id
  principal_type     = "ServicePrincipal"
  role_definition_id = azurerm_role_definition.planner.role_definition_resource_id
}

data "azurerm_role_definition" "grantable" {
  for_each = toset([
    "Azure Service Bus Data Receiver",
    "Azure Service Bus Data Sender",
    "Key Vault Secrets User",
  ])

  name  = each.value
  scope = "/subscriptions/${var.subscription_id}"
}

# It may give workloads their roles, to identities only, and cannot make itself an owner.
resource "azurerm_role_assignment" "deployer_grants" {
  scope                = "/subscriptions/${var.subscription_id}"
  principal_id         = azurerm_user_assigned_identity.deployer.principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "Role Based Access Control Administrator"
  condition_version    = "2.0"
  condition            = "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${local.grantable}} AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'})) AND ((!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})) OR (@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${local.grantable}} AND @Resource[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}))"
}

# Reads, writes and locks the main stack's state, not the bootstrap's.
resource "azurerm_role_assignment" "deployer_state" {
  scope                = azurerm_storage_container.main.id
  principal_id         = azurerm_user_assigned_identity.deployer.principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "Storage Blob Data Contributor"
}

# Plans without a lock, since it cannot write one.
resource "azurerm_role_assignment" "planner_state" {
  scope                = azurerm_storage_container.main.id
  principal_id         = azurerm_user_assigned_identity.planner.principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "Storage Blob Data Reader"
}
