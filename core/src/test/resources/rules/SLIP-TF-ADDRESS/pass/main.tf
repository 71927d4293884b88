moved {
  from = terraform_data.old
  to   = terraform_data.job
}

resource "terraform_data" "job" {
}
