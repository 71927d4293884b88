resource "terraform_data" "job" {
  provisioner "localexec" {
    command = "date"
  }
}
