locals {
  tags = {
    team  = "web"
    stage = "test"
  }
}
