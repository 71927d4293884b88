locals {
  name = "web-${terraform.workspace}"
}
