resource "aws_apigatewayv2_stage" "main" {
  api_id = "api"
  name   = "prod"
  access_log_settings {
    destination_arn = "arn:aws:logs:eu-west-1:111122223333:log-group:api"
    format          = "$context.requestId"
  }
}
