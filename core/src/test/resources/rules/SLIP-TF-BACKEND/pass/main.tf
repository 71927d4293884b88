terraform {
  backend "local" {
  }
}

module "web" {
  source = "./web"
}
