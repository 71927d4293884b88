resource "azurerm_network_interface" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  ip_configuration {
    name                          = "main"
    private_ip_address_allocation = "Dynamic"
    subnet_id                     = "app"
  }
}
