output "database_main_connection_name" {
  description = "What the Cloud SQL Auth Proxy takes to reach main."
  value       = google_sql_database_instance.main.connection_name
}

output "backend_url" {
  description = "Address that Cloud Run gave backend."
  value       = google_cloud_run_v2_service.backend.uri
}

output "frontend_url" {
  description = "Address that Cloud Run gave frontend."
  value       = google_cloud_run_v2_service.frontend.uri
}

output "public_origin" {
  description = "Where users reach the system."
  value       = "https://${var.domain}"
}

output "load_balancer_address" {
  description = "Address for the A record of the domain."
  value       = google_compute_global_address.edge.address
}
