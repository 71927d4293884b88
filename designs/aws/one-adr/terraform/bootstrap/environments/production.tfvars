# Bootstrap of production of one-adr.

account_id    = "000000000001"
environment   = "production"
region        = "eu-central-1"
registry_home = true

# They run what is kept here.
registry_readers = []
