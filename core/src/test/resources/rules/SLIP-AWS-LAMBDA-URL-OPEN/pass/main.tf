resource "aws_lambda_function_url" "main" {
  function_name      = "resize"
  authorization_type = "AWS_IAM"
}
