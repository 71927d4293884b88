resource "aws_ecr_repository" "main" {
  name = "api"
  image_scanning_configuration {
    scan_on_push = true
  }
}
