locals {
  # One registry for all environments: what was tested in one is, digest for digest, what runs in the next.
  registry_home = var.subscription_id == var.registry_subscription_id
  registry_id   = "/subscriptions/${var.registry_subscription_id}/resourceGroups/one-adr-terraform-state/providers/Microsoft.ContainerRegistry/registries/oneadrimages000000"
}

resource "azurerm_container_registry" "images" {
  count = local.registry_home ? 1 : 0

  # checkov:skip=CKV_AZURE_139:GitHub's runners push from changing addresses
  # checkov:skip=CKV_AZURE_163:the pipeline scans every image before it is pushed
  # checkov:skip=CKV_AZURE_164:images are pulled by digest and attested by the pipeline
  # checkov:skip=CKV_AZURE_166:the pipeline scans every image before it is pushed
  # checkov:skip=CKV_AZURE_167:the task below removes what has no tag
  # checkov:skip=CKV_AZURE_237:no firewall here has to tell registries apart
  # checkov:skip=CKV_AZURE_165:Premium only
  # checkov:skip=CKV_AZURE_233:Premium only
  name                = "oneadrimages${local.unique}"
  resource_group_name = azurerm_resource_group.state.name
  location            = var.location
  # 10 GiB and the same security; Premium costs ten times as much for copies in other regions.
  sku           = "Basic"
  admin_enabled = false
  tags          = local.tags
}

# Ninety days; the newest thirty of each image stay however old they are, so that a rollback finds its image.
resource "azurerm_container_registry_task" "clean_up" {
  count = local.registry_home ? 1 : 0

  name                  = "clean-up"
  container_registry_id = azurerm_container_registry.images[0].id
  tags                  = local.tags

  platform {
    os = "Linux"
  }

  encoded_step {
    task_content = base64encode(yamlencode({
      version = "v1.1.0"
      steps = [
        {
          cmd                             = "acr purge --filter 'one-adr/.*:.*' --ago 90d --keep 30 --untagged"
          disableWorkingDirectoryOverride = true
          timeout                         = 3600
        },
      ]
    }))
  }

  agent_setting {
    cpu = 2
  }

  timer_trigger {
    name     = "weekly"
    schedule = "30 4 * * 0"
    enabled  = true
  }
}

resource "azurerm_role_assignment" "builder_pushes" {
  count = local.registry_home ? 1 : 0

  scope                = azurerm_container_registry.images[0].id
  principal_id         = azurerm_user_assigned_identity.builder[0].principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "AcrPush"
}

resource "azurerm_user_assigned_identity" "puller" {
  name                = "one-adr-puller"
  resource_group_name = azurerm_resource_group.state.name
  location            = var.location
  tags                = local.tags
}

# Apps of this environment pull images as this identity, wherever the registry is.
resource "azurerm_role_assignment" "puller" {
  scope                = local.registry_id
  principal_id         = azurerm_user_assigned_identity.puller.principal_id
  principal_type       = "ServicePrincipal"
  role_definition_name = "AcrPull"

  depends_on = [azurerm_container_registry.images]
}
