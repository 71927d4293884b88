resource "aws_api_gateway_method" "main" {
  rest_api_id   = "api"
  resource_id   = "res"
  http_method   = "POST"
  authorization = "NONE"
}
