module "web" {
  source = "web"
}
