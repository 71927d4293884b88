# Bootstrap of staging of relay.

account_id    = "000000000001"
environment   = "staging"
region        = "us-east-1"
registry_home = false
