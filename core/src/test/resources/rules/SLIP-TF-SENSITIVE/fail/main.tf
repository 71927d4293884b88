variable "password" {
  type      = string
  sensitive = true
}

output "login" {
  value = "admin:${var.password}"
}
