locals {
  letters = [for letter in "abc" : upper(letter)]
}
