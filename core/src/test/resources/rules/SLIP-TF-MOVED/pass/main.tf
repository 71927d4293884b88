moved {
  from = terraform_data.old
  to   = terraform_data.web
}

resource "terraform_data" "web" {
}
