resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_lambda_function" "main" {
  function_name = "resize"
  role          = "arn:aws:iam::111122223333:role/resize"
  handler       = "index.handler"
  filename      = "resize.zip"
  runtime       = "nodejs22.x"
  vpc_config {
    subnet_ids         = [aws_subnet.main.id]
    security_group_ids = ["sg-1"]
  }
}
