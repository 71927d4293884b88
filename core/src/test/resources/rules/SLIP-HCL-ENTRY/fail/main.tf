locals {
  tags = {
    team
    stage = "test"
  }
}
