# Front Door asks for a private link to the apps' environment, and somebody has to let it in, once:
#
#   az network private-endpoint-connection list --type Microsoft.App/managedEnvironments \
#     --resource-group one-adr-main --name one-adr-apps
#   az network private-endpoint-connection approve --id CONNECTION

# Premium: Microsoft's rules against known attacks and private links to what is behind are in no other tier.
resource "azurerm_cdn_frontdoor_profile" "edge" {
  name                     = "one-adr-edge"
  resource_group_name      = azurerm_resource_group.main.name
  sku_name                 = "Premium_AzureFrontDoor"
  response_timeout_seconds = 60
  tags                     = local.tags
}

resource "azurerm_cdn_frontdoor_endpoint" "edge" {
  name                     = "one-adr-edge-${local.unique}"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.edge.id
  tags                     = local.tags
}

resource "azurerm_cdn_frontdoor_origin_group" "app" {
  name                     = "one-adr-app"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.edge.id
  session_affinity_enabled = false

  load_balancing {
    sample_size                        = 4
    successful_samples_required        = 3
    additional_latency_in_milliseconds = 50
  }
}

resource "azurerm_cdn_frontdoor_origin" "app" {
  name                           = "primary"
  cdn_frontdoor_origin_group_id  = azurerm_cdn_frontdoor_origin_group.app.id
  enabled                        = true
  host_name                      = "one-adr-app.${azurerm_container_app_environment.main.default_domain}"
  origin_host_header             = "one-adr-app.${azurerm_container_app_environment.main.default_domain}"
  certificate_name_check_enabled = true
  https_port                     = 443
  priority                       = 1
  weight                         = 500

  private_link {
    request_message        = "Front Door of one-adr"
    target_type            = "managedEnvironments"
    location               = var.location
    private_link_target_id = azurerm_container_app_environment.main.id
  }
}

resource "azurerm_cdn_frontdoor_rule_set" "plain" {
  name                     = "plain"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.edge.id
}

# A browser that has been here once never asks by plain HTTP again.
resource "azurerm_cdn_frontdoor_rule" "plain_https" {
  name                      = "https"
  cdn_frontdoor_rule_set_id = azurerm_cdn_frontdoor_rule_set.plain.id
  order                     = 1
  behaviour_on_match        = "Continue"

  actions {
    modify_response_header {
      operator     = "Overwrite"
      header_name  = "Strict-Transport-Security"
      header_value = "max-age=31536000"
    }
  }

  depends_on = [azurerm_cdn_frontdoor_origin.app]
}

resource "azurerm_cdn_frontdoor_route" "root" {
  name                            = "root"
  cdn_frontdoor_endpoint_id       = azurerm_cdn_frontdoor_endpoint.edge.id
  cdn_frontdoor_origin_group_id   = azurerm_cdn_frontdoor_origin_group.app.id
  cdn_frontdoor_origin_ids        = [azurerm_cdn_frontdoor_origin.app.id]
  cdn_frontdoor_rule_set_ids      = [azurerm_cdn_frontdoor_rule_set.plain.id]
  patterns_to_match               = ["/*"]
  supported_protocols             = ["Http", "Https"]
  https_redirect_enabled          = true
  forwarding_protocol             = "HttpsOnly"
  link_to_default_domain          = true
  cdn_frontdoor_custom_domain_ids = [azurerm_cdn_frontdoor_custom_domain.edge.id]
}

resource "azurerm_cdn_frontdoor_firewall_policy" "edge" {
  name                = "oneadredge"
  resource_group_name = azurerm_resource_group.main.name
  sku_name            = azurerm_cdn_frontdoor_profile.edge.sku_name
  mode                = var.firewall_mode
  tags                = local.tags

  custom_rule {
    name                           = "PerAddress"
    type                           = "RateLimitRule"
    priority                       = 100
    action                         = "Block"
    rate_limit_duration_in_minutes = 1
    rate_limit_threshold           = var.rate_limit_per_minute

    match_condition {
      match_variable = "SocketAddr"
      operator       = "IPMatch"
      match_values   = ["0.0.0.0/0", "::/0"]
    }
  }

  managed_rule {
    type    = "Microsoft_DefaultRuleSet"
    version = "2.1"
    action  = "Block"
  }
  managed_rule {
    type    = "Microsoft_BotManagerRuleSet"
    version = "1.1"
    action  = "Block"
  }
}

resource "azurerm_cdn_frontdoor_security_policy" "edge" {
  name                     = "edge"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.edge.id

  security_policies {
    firewall {
      cdn_frontdoor_firewall_policy_id = azurerm_cdn_frontdoor_firewall_policy.edge.id

      association {
        patterns_to_match = ["/*"]

        domain {
          cdn_frontdoor_domain_id = azurerm_cdn_frontdoor_endpoint.edge.id
        }
        domain {
          cdn_frontdoor_domain_id = azurerm_cdn_frontdoor_custom_domain.edge.id
        }
      }
    }
  }
}

# Microsoft issues its certificate once the record _dnsauth is there, and renews it.
resource "azurerm_cdn_frontdoor_custom_domain" "edge" {
  name                     = replace(var.domain, ".", "-")
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.edge.id
  host_name                = var.domain

  tls {
    certificate_type = "ManagedCertificate"
    minimum_version  = "TLS12"

    # Without the suites that are only there for browsers of before 2015.
    cipher_suite {
      type = "TLS12_2023"
    }
  }
}

resource "azurerm_cdn_frontdoor_custom_domain_association" "edge" {
  cdn_frontdoor_custom_domain_id = azurerm_cdn_frontdoor_custom_domain.edge.id
  cdn_frontdoor_route_ids        = [azurerm_cdn_frontdoor_route.root.id]
}
