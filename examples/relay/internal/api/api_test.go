package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/example/relay/internal/webhook"
)

var endpoint = uuid.New()

// fake is both store and queue.
type fake struct {
	deliveries map[string]webhook.Delivery
	published  []uuid.UUID
	down       error
}

func (f *fake) Ping(context.Context) error { return f.down }

func (f *fake) AddEndpoint(context.Context, string) (uuid.UUID, error) { return endpoint, f.down }

func (f *fake) AddDelivery(_ context.Context, e uuid.UUID, key, contentType string, payload []byte) (webhook.Delivery, error) {
	if e != endpoint {
		return webhook.Delivery{}, webhook.ErrNotFound
	}
	d, seen := f.deliveries[key]
	if !seen {
		d = webhook.Delivery{ID: uuid.New(), Status: webhook.Pending, ContentType: contentType, Payload: payload}
		f.deliveries[key] = d
	}
	return d, nil
}

func (f *fake) Delivery(_ context.Context, id uuid.UUID) (webhook.Delivery, error) {
	for _, d := range f.deliveries {
		if d.ID == id {
			return d, nil
		}
	}
	return webhook.Delivery{}, webhook.ErrNotFound
}

func (f *fake) Publish(_ context.Context, id uuid.UUID) error {
	if f.down == nil {
		f.published = append(f.published, id)
	}
	return f.down
}

func newFake() *fake { return &fake{deliveries: map[string]webhook.Delivery{}} }

func call(f *fake, method, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer token")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	Handler(f, f, "token", slog.New(slog.DiscardHandler)).ServeHTTP(w, r)
	return w
}

func TestStatusCodes(t *testing.T) {
	events := "/v1/endpoints/" + endpoint.String() + "/events"
	for name, c := range map[string]struct {
		method, path, body string
		headers            []string
		want               int
	}{
		"health needs no token":   {"GET", "/healthz", "", []string{"Authorization", ""}, http.StatusOK},
		"ready needs no token":    {"GET", "/readyz", "", []string{"Authorization", ""}, http.StatusOK},
		"no token":                {"POST", "/v1/endpoints", "{}", []string{"Authorization", ""}, http.StatusUnauthorized},
		"wrong token":             {"POST", "/v1/endpoints", "{}", []string{"Authorization", "Bearer other"}, http.StatusUnauthorized},
		"endpoint":                {"POST", "/v1/endpoints", `{"url":"https://hooks.example/in"}`, nil, http.StatusCreated},
		"endpoint without TLS":    {"POST", "/v1/endpoints", `{"url":"http://hooks.example/in"}`, nil, http.StatusUnprocessableEntity},
		"endpoint, not JSON":      {"POST", "/v1/endpoints", `{`, nil, http.StatusBadRequest},
		"event":                   {"POST", events, "{}", []string{"Idempotency-Key", "k"}, http.StatusAccepted},
		"event without key":       {"POST", events, "{}", nil, http.StatusBadRequest},
		"event, too large":        {"POST", events, strings.Repeat("x", maxPayload+1), []string{"Idempotency-Key", "k"}, http.StatusRequestEntityTooLarge},
		"event, unknown endpoint": {"POST", "/v1/endpoints/" + uuid.NewString() + "/events", "{}", []string{"Idempotency-Key", "k"}, http.StatusNotFound},
		"unknown delivery":        {"GET", "/v1/deliveries/" + uuid.NewString(), "", nil, http.StatusNotFound},
		"malformed id":            {"GET", "/v1/deliveries/1", "", nil, http.StatusNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			if w := call(newFake(), c.method, c.path, c.body, c.headers...); w.Code != c.want {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, c.want)
			}
		})
	}
}

func TestEventIsQueuedAndCanBeRepeatedAfterAnOutage(t *testing.T) {
	f := newFake()
	f.down = errors.New("queue is away")
	send := func() *httptest.ResponseRecorder {
		return call(f, "POST", "/v1/endpoints/"+endpoint.String()+"/events", "{}", "Idempotency-Key", "k")
	}
	if w := send(); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "away") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	f.down = nil
	w := send()
	id := f.deliveries["k"].ID
	if w.Code != http.StatusAccepted || len(f.published) != 1 || f.published[0] != id {
		t.Errorf("got %d, published %v, want %v", w.Code, f.published, id)
	}
	if w := call(f, "GET", "/v1/deliveries/"+id.String(), ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"status":"pending"`) {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestNotReadyWithoutDatabase(t *testing.T) {
	f := newFake()
	f.down = errors.New("database is away")
	if w := call(f, "GET", "/readyz", ""); w.Code != http.StatusServiceUnavailable {
		t.Errorf("got %d", w.Code)
	}
	if w := call(f, "GET", "/healthz", ""); w.Code != http.StatusOK {
		t.Errorf("got %d", w.Code)
	}
}
