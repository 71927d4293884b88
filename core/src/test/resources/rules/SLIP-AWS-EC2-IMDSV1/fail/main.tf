resource "aws_instance" "main" {
  ami           = "ami-1"
  instance_type = "t3.micro"
}
