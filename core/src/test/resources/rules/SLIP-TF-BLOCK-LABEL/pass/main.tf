resource "terraform_data" "job" {
}
