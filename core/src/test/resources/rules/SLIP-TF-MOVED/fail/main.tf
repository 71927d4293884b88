moved {
  from = terraform_data.web
  to   = module.web
}
