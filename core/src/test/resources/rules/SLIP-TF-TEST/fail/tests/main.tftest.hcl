run "plans" {
  command = destroy
}
