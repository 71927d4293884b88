# Bootstrap of production of relay.

account_id    = "000000000002"
environment   = "production"
region        = "us-east-1"
registry_home = true

# They run what is kept here.
registry_readers = ["000000000001"]
