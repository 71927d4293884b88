resource "aws_lambda_function" "main" {
  function_name = "resize"
  role          = "arn:aws:iam::111122223333:role/resize"
  handler       = "index.handler"
  filename      = "resize.zip"
  runtime       = "nodejs22.x"
  environment {
    variables = {
      DB_SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"
    }
  }
}
