locals {
  # Raise it after the cache's key has been renewed.
  cache_key_version = 1
}

resource "azurerm_managed_redis" "cache" {
  name                      = "omni-chat-cache-${local.unique}"
  resource_group_name       = azurerm_resource_group.main.name
  location                  = var.location
  sku_name                  = var.cache_sku
  high_availability_enabled = var.cache_standby
  public_network_access     = "Disabled"
  tags                      = local.tags

  default_database {
    # The clients log in with a key. The cache makes it itself, and the provider reads it into the state: whoever reads the state reads the cache.
    access_keys_authentication_enabled = true
    client_protocol                    = "Encrypted"
    # Any client can use it; the default wants clients that know of clusters.
    clustering_policy = "NoCluster"
    # A full cache forgets what was not used for longest; it never refuses a write.
    eviction_policy                             = "AllKeysLRU"
    persistence_redis_database_backup_frequency = var.cache_standby ? "12h" : null
  }
}

resource "azurerm_private_endpoint" "cache" {
  name                = "omni-chat-cache"
  resource_group_name = azurerm_resource_group.main.name
  location            = var.location
  subnet_id           = azurerm_subnet.endpoints.id
  tags                = local.tags

  private_service_connection {
    name                           = "omni-chat-cache"
    private_connection_resource_id = azurerm_managed_redis.cache.id
    subresource_names              = ["redisEnterprise"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.redis.id]
  }
}
