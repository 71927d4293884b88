resource "aws_subnet" "main" {
  vpc_id     = "vpc-1"
  cidr_block = "10.0.1.0/24"
}
