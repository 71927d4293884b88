package config

import (
	"strings"
	"testing"
	"time"
)

func TestWorkerNamesEverythingThatIsWrong(t *testing.T) {
	for _, name := range []string{"DATABASE_URL", "GOOGLE_CLOUD_PROJECT", "PUBSUB_SUBSCRIPTION", "WEBHOOK_SIGNING_SECRET"} {
		t.Setenv(name, "")
	}
	t.Setenv("MAX_ATTEMPTS", "0")
	_, err := LoadWorker()
	if err == nil {
		t.Fatal("no error")
	}
	for _, name := range []string{"DATABASE_URL", "GOOGLE_CLOUD_PROJECT", "PUBSUB_SUBSCRIPTION", "WEBHOOK_SIGNING_SECRET", "MAX_ATTEMPTS"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not mentioned in %q", name, err)
		}
	}
}

func TestWorkerDefaults(t *testing.T) {
	for _, name := range []string{"DATABASE_URL", "GOOGLE_CLOUD_PROJECT", "PUBSUB_SUBSCRIPTION", "WEBHOOK_SIGNING_SECRET"} {
		t.Setenv(name, "x")
	}
	c, err := LoadWorker()
	if err != nil {
		t.Fatal(err)
	}
	if c.MaxAttempts != 8 || c.DeliveryTimeout != 10*time.Second || c.Concurrency != 16 || c.DBMaxConns != 5 {
		t.Errorf("unexpected defaults: %+v", c)
	}
}
