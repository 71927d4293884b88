# Bootstrap of staging of relay.

project_id    = "relay-staging"
environment   = "staging"
region        = "us-central1"
registry_home = false
