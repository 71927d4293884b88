# Bootstrap of production of one-adr.

project_id    = "one-adr-prod"
environment   = "production"
region        = "europe-west3"
registry_home = true

# Their bootstrap comes first, so that the accounts exist.
registry_readers = []
