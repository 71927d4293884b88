locals {
  loud = toupper("a")
}
