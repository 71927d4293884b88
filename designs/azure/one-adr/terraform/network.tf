resource "azurerm_virtual_network" "main" {
  name                = "one-adr-network"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  address_space       = ["10.0.0.0/24", "10.64.0.0/17"]
  tags                = local.tags
}

# Every replica takes an address of this range while it runs.
resource "azurerm_subnet" "apps" {
  name                 = "apps"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.0.0.0/24"]

  delegation {
    name = "delegation"

    service_delegation {
      name    = "Microsoft.App/environments"
      actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
    }
  }
}

# Private endpoints of what keeps data.
resource "azurerm_subnet" "endpoints" {
  name                            = "endpoints"
  resource_group_name             = azurerm_resource_group.main.name
  virtual_network_name            = azurerm_virtual_network.main.name
  address_prefixes                = ["10.64.0.0/24"]
  default_outbound_access_enabled = false
  # Without it the security group would not see traffic to private endpoints.
  private_endpoint_network_policies = "NetworkSecurityGroupEnabled"
}

# Azure's own rules let in the network itself and its load balancer's probes, and nobody else.
resource "azurerm_network_security_group" "apps" {
  name                = "one-adr-apps"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  tags                = local.tags
}

resource "azurerm_subnet_network_security_group_association" "apps" {
  subnet_id                 = azurerm_subnet.apps.id
  network_security_group_id = azurerm_network_security_group.apps.id
}

resource "azurerm_subnet_network_security_group_association" "endpoints" {
  subnet_id                 = azurerm_subnet.endpoints.id
  network_security_group_id = azurerm_network_security_group.apps.id
}

resource "azurerm_private_dns_zone" "vault" {
  count = !var.vault_public_access ? 1 : 0

  name                = "privatelink.vaultcore.azure.net"
  resource_group_name = azurerm_resource_group.main.name
  tags                = local.tags
}

resource "azurerm_private_dns_zone_virtual_network_link" "vault" {
  count = !var.vault_public_access ? 1 : 0

  name                = "one-adr-vault"
  private_dns_zone_id = azurerm_private_dns_zone.vault[0].id
  virtual_network_id  = azurerm_virtual_network.main.id
  tags                = local.tags
}

resource "azurerm_private_dns_zone" "mysql" {
  name                = "one-adr.private.mysql.database.azure.com"
  resource_group_name = azurerm_resource_group.main.name
  tags                = local.tags
}

# Servers stand in the network itself: unlike a private endpoint that costs nothing, and there is no public address to close.
resource "azurerm_subnet" "mysql" {
  name                 = "mysql"
  resource_group_name  = azurerm_resource_group.main.name
  virtual_network_name = azurerm_virtual_network.main.name
  address_prefixes     = ["10.64.2.0/24"]

  # Servers write their backups by it.
  service_endpoint {
    service = "Microsoft.Storage"
  }

  delegation {
    name = "servers"

    service_delegation {
      name    = "Microsoft.DBforMySQL/flexibleServers"
      actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
    }
  }
}

resource "azurerm_subnet_network_security_group_association" "mysql" {
  subnet_id                 = azurerm_subnet.mysql.id
  network_security_group_id = azurerm_network_security_group.apps.id
}

resource "azurerm_private_dns_zone_virtual_network_link" "mysql" {
  name                = "one-adr-mysql"
  private_dns_zone_id = azurerm_private_dns_zone.mysql.id
  virtual_network_id  = azurerm_virtual_network.main.id
  tags                = local.tags

  depends_on = [azurerm_subnet.mysql]
}
