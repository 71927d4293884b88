# What the DNS record of the domain points to.
resource "google_compute_global_address" "edge" {
  name = "omni-chat-edge"

  depends_on = [google_project_service.enabled]
}

resource "google_compute_region_network_endpoint_group" "frontend" {
  name                  = "omni-chat-frontend"
  region                = var.region
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = google_cloud_run_v2_service.frontend.name
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_backend_service" "frontend" {
  name                  = "omni-chat-frontend"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  # A browser that has been here once never asks by plain HTTP again.
  custom_response_headers = ["Strict-Transport-Security: max-age=31536000"]
  security_policy         = google_compute_security_policy.edge.id
  enable_cdn              = true
  compression_mode        = "AUTOMATIC"

  backend {
    group = google_compute_region_network_endpoint_group.frontend.id
  }

  cdn_policy {
    # Only answers that say themselves that they may be cached.
    cache_mode        = "USE_ORIGIN_HEADERS"
    negative_caching  = false
    serve_while_stale = 86400

    cache_key_policy {
      include_host         = true
      include_protocol     = true
      include_query_string = true
    }
  }

  log_config {
    enable      = true
    sample_rate = 1
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_region_network_endpoint_group" "backend" {
  name                  = "omni-chat-backend"
  region                = var.region
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = google_cloud_run_v2_service.backend.name
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_backend_service" "backend" {
  name                  = "omni-chat-backend"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  protocol              = "HTTPS"
  # A browser that has been here once never asks by plain HTTP again.
  custom_response_headers = ["Strict-Transport-Security: max-age=31536000"]
  security_policy         = google_compute_security_policy.edge.id

  backend {
    group = google_compute_region_network_endpoint_group.backend.id
  }

  log_config {
    enable      = true
    sample_rate = 1
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_url_map" "edge" {
  name            = "omni-chat-edge"
  default_service = google_compute_backend_service.frontend.id

  host_rule {
    hosts        = [var.domain]
    path_matcher = "routes"
  }

  path_matcher {
    name            = "routes"
    default_service = google_compute_backend_service.frontend.id

    path_rule {
      paths   = ["/api/health", "/api/health/*"]
      service = google_compute_backend_service.frontend.id
    }
    path_rule {
      paths   = ["/api", "/api/*"]
      service = google_compute_backend_service.backend.id
    }
  }
}

# Google issues it once the domain points to the address, and renews it. A new domain needs a new one, so its name
# carries the domain's digest and it is made before the old one goes.
resource "google_compute_managed_ssl_certificate" "edge" {
  name = "omni-chat-edge-${substr(sha256(var.domain), 0, 8)}"

  managed {
    domains = [var.domain]
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [google_project_service.enabled]
}

resource "google_compute_ssl_policy" "edge" {
  name            = "omni-chat-edge"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"

  depends_on = [google_project_service.enabled]
}

resource "google_compute_target_https_proxy" "edge" {
  name             = "omni-chat-edge"
  url_map          = google_compute_url_map.edge.id
  ssl_certificates = [google_compute_managed_ssl_certificate.edge.id]
  ssl_policy       = google_compute_ssl_policy.edge.id
}

# Whoever comes by plain HTTP is sent to HTTPS.
resource "google_compute_url_map" "redirect" {
  name = "omni-chat-redirect"

  default_url_redirect {
    https_redirect         = true
    redirect_response_code = "MOVED_PERMANENTLY_DEFAULT"
    strip_query            = false
  }

  depends_on = [google_project_service.enabled]
}

resource "google_compute_target_http_proxy" "redirect" {
  name    = "omni-chat-redirect"
  url_map = google_compute_url_map.redirect.id
}

resource "google_compute_global_forwarding_rule" "https" {
  name                  = "omni-chat-https"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.edge.id
  port_range            = "443"
  target                = google_compute_target_https_proxy.edge.id
}

resource "google_compute_global_forwarding_rule" "http" {
  name                  = "omni-chat-http"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  ip_address            = google_compute_global_address.edge.id
  port_range            = "80"
  target                = google_compute_target_http_proxy.redirect.id
}

resource "google_compute_security_policy" "edge" {
  name = "omni-chat-edge"

  # Tells of floods; without Cloud Armor Enterprise it names no rule against them.
  adaptive_protection_config {
    layer_7_ddos_defense_config {
      enable = true
    }
  }

  # Looks at the values in JSON, not at its punctuation, which many rules take for an attack.
  advanced_options_config {
    json_parsing = "STANDARD"
  }

  rule {
    action      = "deny(403)"
    priority    = 1000
    description = "Known vulnerabilities such as Log4Shell"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredExpr('cve-canary')"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1010
    description = "SQL injection"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('sqli-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1020
    description = "Cross-site scripting"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('xss-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1030
    description = "Reading of local files"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('lfi-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1040
    description = "Inclusion of remote files"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('rfi-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1050
    description = "Execution of remote code"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('rce-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1060
    description = "Scanners"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('scannerdetection-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1070
    description = "Attacks on the protocol"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('protocolattack-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "deny(403)"
    priority    = 1080
    description = "Session fixation"
    preview     = var.waf_preview

    match {
      expr {
        expression = "evaluatePreconfiguredWaf('sessionfixation-v33-stable', {'sensitivity': 1})"
      }
    }
  }
  rule {
    action      = "throttle"
    priority    = 2000
    description = "Limit per address"

    match {
      versioned_expr = "SRC_IPS_V1"

      config {
        src_ip_ranges = ["*"]
      }
    }

    rate_limit_options {
      conform_action = "allow"
      exceed_action  = "deny(429)"
      enforce_on_key = "IP"

      rate_limit_threshold {
        count        = var.rate_limit_per_minute
        interval_sec = 60
      }
    }
  }
  rule {
    action      = "allow"
    priority    = 2147483647
    description = "Everybody else"

    match {
      versioned_expr = "SRC_IPS_V1"

      config {
        src_ip_ranges = ["*"]
      }
    }
  }

  depends_on = [google_project_service.enabled]
}
