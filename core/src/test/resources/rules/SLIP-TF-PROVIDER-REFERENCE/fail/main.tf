resource "terraform_data" "job" {
  provider = local.provider
}

locals {
  provider = "terraform"
}

module "web" {
  source    = "./web"
  providers = ["aws"]
}
