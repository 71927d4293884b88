terraform {
  language = TF2030
}
