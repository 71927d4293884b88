locals {
  grid = [["a", "b"]]
  b    = local.grid[0][1]
}
