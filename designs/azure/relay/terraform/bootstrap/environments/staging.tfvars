# Bootstrap of staging of relay.

subscription_id          = "00000000-0000-0000-0000-000000000001"
environment              = "staging"
location                 = "eastus2"
registry_subscription_id = "00000000-0000-0000-0000-000000000002"
