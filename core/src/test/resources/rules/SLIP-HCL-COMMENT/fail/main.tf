locals {
  zone = "a"
}

/* the zone of everything
