resource "terraform_data" "job" {
  input = "example.com"

  provisioner "local-exec" {
    when    = destroy
    command = "echo ${self.input}"
  }
}
