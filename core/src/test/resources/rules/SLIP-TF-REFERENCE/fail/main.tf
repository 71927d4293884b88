output "region" {
  value = region
}
