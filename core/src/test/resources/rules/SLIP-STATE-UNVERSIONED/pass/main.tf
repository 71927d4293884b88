terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "shop/terraform.tfstate"
    region       = "eu-west-1"
    use_lockfile = true
  }
}
resource "aws_s3_bucket" "state" {
  bucket = "acme-state"
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id
  versioning_configuration {
    status = "Enabled"
  }
}
