resource "aws_apigatewayv2_stage" "main" {
  api_id = "api"
  name   = "prod"
}
