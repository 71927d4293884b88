output "token" {
  value     = "x"
  ephemeral = true
}
