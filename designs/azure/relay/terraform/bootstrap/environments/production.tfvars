# Bootstrap of production of relay.

subscription_id          = "00000000-0000-0000-0000-000000000002"
environment              = "production"
location                 = "eastus2"
registry_subscription_id = "00000000-0000-0000-0000-000000000002"
