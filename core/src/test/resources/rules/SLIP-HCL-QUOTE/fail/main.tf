locals {
  zone = 'a'
}
