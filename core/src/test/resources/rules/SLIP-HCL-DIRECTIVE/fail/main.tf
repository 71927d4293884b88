locals {
  greeting = "Hello%{ if true } world"
}
