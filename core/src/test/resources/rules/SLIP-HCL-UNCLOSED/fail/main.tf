locals {
  zone = "a"

variable "region" {
}
