locals {
  zones = ["a", "b"
