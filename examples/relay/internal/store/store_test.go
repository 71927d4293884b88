package store

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/google/uuid"

	"github.com/example/relay/internal/webhook"
)

// Needs an empty database: TEST_DATABASE_URL=postgres://... go test ./internal/store
func TestStore(t *testing.T) {
	url := os.Getenv("TEST_DATABASE_URL")
	if url == "" {
		t.Skip("TEST_DATABASE_URL is not set")
	}
	ctx := context.Background()
	s, err := Open(ctx, url, 2)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	run := func(file string) {
		t.Helper()
		sql, err := os.ReadFile("../../migrations/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.pool.Exec(ctx, string(sql)); err != nil {
			t.Fatal(err)
		}
	}
	run("000001_init.up.sql")
	defer run("000001_init.down.sql")

	endpoint, err := s.AddEndpoint(ctx, "https://hooks.example/in")
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.AddDelivery(ctx, endpoint, "k", "application/json", []byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.AddDelivery(ctx, endpoint, "k", "application/json", []byte(`{}`))
	if err != nil || again.ID != first.ID {
		t.Errorf("same key: got %v, %v; want %v", again.ID, err, first.ID)
	}
	if _, err := s.AddDelivery(ctx, uuid.New(), "k", "text/plain", []byte("x")); !errors.Is(err, webhook.ErrNotFound) {
		t.Errorf("unknown endpoint: got %v", err)
	}

	for _, step := range []struct{ set, want webhook.Status }{
		{webhook.Pending, webhook.Pending},
		{webhook.Delivered, webhook.Delivered},
		{webhook.Failed, webhook.Delivered}, // a late duplicate changes nothing
	} {
		if err := s.RecordAttempt(ctx, first.ID, step.set, ""); err != nil {
			t.Fatal(err)
		}
		if d, err := s.Delivery(ctx, first.ID); err != nil || d.Status != step.want {
			t.Errorf("after %s: got %s, %v; want %s", step.set, d.Status, err, step.want)
		}
	}
	if d, _ := s.Delivery(ctx, first.ID); d.Attempts != 2 || d.URL != "https://hooks.example/in" {
		t.Errorf("got %+v", d)
	}
	if _, err := s.Delivery(ctx, uuid.New()); !errors.Is(err, webhook.ErrNotFound) {
		t.Errorf("unknown delivery: got %v", err)
	}
}
