resource "azurerm_network_interface" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  ip_configuration {
    name                          = "main"
    private_ip_address_allocation = "Dynamic"
    subnet_id                     = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/main/subnets/app"
  }
}
