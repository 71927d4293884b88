output "database_main_connection_name" {
  description = "What the Cloud SQL Auth Proxy takes to reach main."
  value       = google_sql_database_instance.main.connection_name
}

output "api_url" {
  description = "Address that Cloud Run gave api."
  value       = google_cloud_run_v2_service.api.uri
}
