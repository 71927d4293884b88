resource "terraform_data" "job" {
  input = "a"
}
