resource "terraform_data" "job" {
  input = terraform.workspace
}
