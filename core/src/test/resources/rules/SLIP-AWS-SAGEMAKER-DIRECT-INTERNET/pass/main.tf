resource "aws_sagemaker_notebook_instance" "main" {
  name                   = "n"
  role_arn               = "arn:aws:iam::111122223333:role/n"
  instance_type          = "ml.t3.medium"
  subnet_id              = "subnet-1"
  direct_internet_access = "Disabled"
}
