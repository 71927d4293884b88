resource "aws_instance" "main" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data     = <<-EOT
#!/bin/sh
DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id db --query SecretString --output text)"
EOT
}
