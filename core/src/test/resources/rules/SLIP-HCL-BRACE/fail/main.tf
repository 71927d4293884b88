locals {
  zone = "a"
}
}
