output "token" {
  value = "x"
}
