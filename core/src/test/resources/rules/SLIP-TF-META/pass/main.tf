resource "terraform_data" "job" {
  for_each = toset(["a", "b"])
}
