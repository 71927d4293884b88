package delivery

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/example/relay/internal/webhook"
)

type fakeStore struct {
	delivery webhook.Delivery
	err      error
}

func (s *fakeStore) Delivery(context.Context, uuid.UUID) (webhook.Delivery, error) {
	return s.delivery, s.err
}

func (s *fakeStore) RecordAttempt(_ context.Context, _ uuid.UUID, status webhook.Status, reason string) error {
	s.delivery.Status, s.delivery.LastError = status, reason
	s.delivery.Attempts++
	return nil
}

func deliverer(s Store, client *http.Client) *Deliverer {
	return &Deliverer{
		Store:       s,
		Client:      client,
		Secret:      []byte("secret"),
		MaxAttempts: 3,
		Log:         slog.New(slog.DiscardHandler),
		Now:         func() time.Time { return time.Unix(1_700_000_000, 0) },
	}
}

func pending(url string) *fakeStore {
	return &fakeStore{delivery: webhook.Delivery{
		ID: uuid.New(), URL: url, Payload: []byte(`{"a":1}`), ContentType: "application/json", Status: webhook.Pending,
	}}
}

func TestDeliversSigned(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		want := Sign([]byte("secret"), "1700000000", body)
		if string(body) != `{"a":1}` || r.Header.Get("Relay-Signature") != want || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("unexpected request: %s %v", body, r.Header)
		}
		w.WriteHeader(http.StatusAccepted)
	}))
	defer server.Close()
	s := pending(server.URL)

	if !deliverer(s, server.Client()).Handle(t.Context(), s.delivery.ID) {
		t.Error("not settled")
	}
	if s.delivery.Status != webhook.Delivered {
		t.Errorf("status is %s", s.delivery.Status)
	}
}

func TestRetriesUntilAttemptsRunOut(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
	}))
	defer server.Close()
	s := pending(server.URL)
	d := deliverer(s, server.Client())

	for attempt, want := range []bool{false, false, true} {
		if got := d.Handle(t.Context(), s.delivery.ID); got != want {
			t.Errorf("attempt %d: settled is %v", attempt+1, got)
		}
	}
	if s.delivery.Status != webhook.Failed || s.delivery.LastError != "endpoint answered 502" {
		t.Errorf("got %+v", s.delivery)
	}
}

func TestSettledDeliveriesAreNotSentAgain(t *testing.T) {
	s := pending("http://unused.invalid")
	s.delivery.Status = webhook.Delivered
	if !deliverer(s, http.DefaultClient).Handle(t.Context(), s.delivery.ID) || s.delivery.Attempts != 0 {
		t.Errorf("got %+v", s.delivery)
	}
}

func TestStoreErrors(t *testing.T) {
	for err, want := range map[error]bool{webhook.ErrNotFound: true, errors.New("database is away"): false} {
		if got := deliverer(&fakeStore{err: err}, nil).Handle(t.Context(), uuid.New()); got != want {
			t.Errorf("%v: settled is %v", err, got)
		}
	}
}

func TestStoppingIsNoFailedAttempt(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := pending("http://unused.invalid")
	if deliverer(s, http.DefaultClient).Handle(ctx, s.delivery.ID) || s.delivery.Attempts != 0 {
		t.Errorf("got %+v", s.delivery)
	}
}

func TestClientStaysOutOfOurNetwork(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	_, err := NewClient(time.Second).Get(server.URL)
	if err == nil || !strings.Contains(err.Error(), "is not a public address") {
		t.Errorf("got %v", err)
	}
	for address, public := range map[string]bool{
		"93.184.215.14:443":      true,
		"[2606:4700::1111]:443":  true,
		"10.0.0.1:443":           false,
		"100.64.0.1:443":         false,
		"169.254.169.254:80":     false,
		"[::ffff:127.0.0.1]:443": false,
		"[fd20:ce::254]:80":      false,
		"[64:ff9b::a00:1]:443":   false,
		"0.0.0.0:443":            false,
	} {
		if err := publicOnly("tcp", address, nil); (err == nil) != public {
			t.Errorf("%s: %v", address, err)
		}
	}
}
