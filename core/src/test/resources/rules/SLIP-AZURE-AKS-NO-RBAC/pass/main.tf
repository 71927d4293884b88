resource "azurerm_kubernetes_cluster" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  dns_prefix          = "acme"
  default_node_pool {
    name    = "system"
    vm_size = "Standard_D2s_v3"
  }
  identity {
    type = "SystemAssigned"
  }
  node_provisioning_profile {
    mode = "Manual"
  }
  role_based_access_control_enabled = true
}
