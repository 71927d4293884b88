locals {
  share = 0 / 0
}
