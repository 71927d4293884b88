provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

module "web" {
  source = "./web"

  providers = {
    aws.west = aws.west
  }
}
