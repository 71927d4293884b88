output "region" {
  value = var.regoin
}

variable "region" {
  type = string
}
