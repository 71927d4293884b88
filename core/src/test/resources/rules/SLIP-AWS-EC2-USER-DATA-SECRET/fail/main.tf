resource "aws_instance" "main" {
  ami           = "ami-1"
  instance_type = "t3.micro"
  user_data     = <<-EOT
#!/bin/sh
export DB_PASSWORD=correct-horse-battery
EOT
}
