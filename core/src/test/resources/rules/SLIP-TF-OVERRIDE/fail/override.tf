resource "terraform_data" "job" {
  input = "b"
}
