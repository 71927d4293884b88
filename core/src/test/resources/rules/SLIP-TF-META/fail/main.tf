resource "terraform_data" "job" {
  count    = 2
  for_each = toset(["a", "b"])
}
