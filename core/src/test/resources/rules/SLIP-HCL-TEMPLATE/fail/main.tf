locals {
  name = "web-${terraform.workspace 1}"
}
