resource "azurerm_network_security_group" "main" {
  name                = "acme"
  resource_group_name = "rg"
  location            = "westeurope"
  security_rule {
    name                       = "in"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_address_prefix = "*"
    source_address_prefix      = "0.0.0.0/0"
    destination_port_range     = "*"
  }
}
