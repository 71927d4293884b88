locals {
  host = "example.com"
}

resource "terraform_data" "job" {
  provisioner "local-exec" {
    when    = destroy
    command = "echo ${local.host}"
  }
}
