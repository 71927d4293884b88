locals {
  share = 0 / 1
}
