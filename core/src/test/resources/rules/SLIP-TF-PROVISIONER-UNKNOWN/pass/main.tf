resource "terraform_data" "job" {
  provisioner "local-exec" {
    command = "date"
  }
}
