moved {
  from = local.old
  to   = terraform_data.job
}

resource "terraform_data" "job" {
}
