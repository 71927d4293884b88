variable "region" {
  default = "eu-west-1"
}

variable "zone" {
  default = null
}

locals {
  zone = coalesce(var.zone, "${var.region}a")
}
