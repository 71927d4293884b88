variable "region" {
  default = "eu-west-1"
}

variable "zone" {
  default = var.region
}
