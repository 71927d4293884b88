provider "aws" {
  region = "eu-west-1"
}

module "web" {
  source = "./web"
  count  = 2
}
