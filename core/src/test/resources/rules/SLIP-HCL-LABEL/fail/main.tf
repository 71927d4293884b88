resource "terraform_data" "job-${terraform.workspace}" {
}
