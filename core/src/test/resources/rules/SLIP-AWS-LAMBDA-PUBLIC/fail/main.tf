resource "aws_lambda_permission" "main" {
  function_name = "resize"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
