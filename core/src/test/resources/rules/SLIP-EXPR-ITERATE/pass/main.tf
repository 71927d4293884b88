locals {
  letters = [for letter in ["a", "b", "c"] : upper(letter)]
}
