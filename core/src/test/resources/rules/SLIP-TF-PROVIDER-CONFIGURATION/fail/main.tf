module "web" {
  source = "./web"
  count  = 2
}
