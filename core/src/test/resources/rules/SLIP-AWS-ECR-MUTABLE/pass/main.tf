resource "aws_ecr_repository" "main" {
  name                 = "api"
  image_tag_mutability = "IMMUTABLE"
}
