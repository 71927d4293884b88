resource "terraform_data" "job" {
  for_each = ["a", "b"]
}
