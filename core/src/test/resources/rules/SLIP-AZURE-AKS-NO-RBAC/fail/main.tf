resource "azurerm_kubernetes_cluster" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  default_node_pool {
    name    = "system"
    vm_size = "Standard_D2s_v3"
  }
  identity {
    type = "SystemAssigned"
  }
  role_based_access_control_enabled = false
}
