output "region" {
  value = var.region
}

variable "region" {
  type = string
}
