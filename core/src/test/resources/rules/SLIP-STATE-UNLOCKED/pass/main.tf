terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "shop/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}
