# Bootstrap of production of relay.

project_id    = "relay-prod"
environment   = "production"
region        = "us-central1"
registry_home = true

# Their bootstrap comes first, so that the accounts exist.
registry_readers = ["relay-staging"]
