locals {
  script = <<-EOT
    echo hello
  EOT
}
