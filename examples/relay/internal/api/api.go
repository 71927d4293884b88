// Package api accepts webhooks over HTTP.
package api

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/google/uuid"

	"github.com/example/relay/internal/webhook"
)

const maxPayload = 256 << 10

type Store interface {
	AddEndpoint(ctx context.Context, url string) (uuid.UUID, error)
	AddDelivery(ctx context.Context, endpoint uuid.UUID, key, contentType string, payload []byte) (webhook.Delivery, error)
	Delivery(ctx context.Context, id uuid.UUID) (webhook.Delivery, error)
	Ping(ctx context.Context) error
}

type Queue interface {
	Publish(ctx context.Context, id uuid.UUID) error
}

type server struct {
	store Store
	queue Queue
	log   *slog.Logger
}

func Handler(store Store, queue Queue, token string, log *slog.Logger) http.Handler {
	s := &server{store, queue, log}
	r := chi.NewRouter()
	r.Use(s.logged, middleware.Recoverer)
	r.Get("/healthz", func(w http.ResponseWriter, _ *http.Request) {
		respond(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	r.Get("/readyz", s.ready)
	r.Route("/v1", func(r chi.Router) {
		r.Use(authorized(token), middleware.Timeout(15*time.Second))
		r.Post("/endpoints", s.addEndpoint)
		r.Post("/endpoints/{id}/events", s.addEvent)
		r.Get("/deliveries/{id}", s.delivery)
	})
	return r
}

func (s *server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := s.store.Ping(ctx); err != nil {
		s.fail(w, http.StatusServiceUnavailable, "database unavailable", err)
		return
	}
	respond(w, http.StatusOK, map[string]string{"status": "ready"})
}

func (s *server) addEndpoint(w http.ResponseWriter, r *http.Request) {
	var body struct {
		URL string `json:"url"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4<<10)).Decode(&body); err != nil {
		problem(w, http.StatusBadRequest, "the body is not valid JSON")
		return
	}
	target, err := url.Parse(body.URL)
	if err != nil || target.Scheme != "https" || target.Host == "" || target.User != nil {
		problem(w, http.StatusUnprocessableEntity, "url must be https and without credentials")
		return
	}
	id, err := s.store.AddEndpoint(r.Context(), body.URL)
	if err != nil {
		s.fail(w, http.StatusServiceUnavailable, "cannot store the endpoint", err)
		return
	}
	respond(w, http.StatusCreated, map[string]any{"id": id})
}

// addEvent answers 202 only when the event is both stored and queued. After a 503 the sender repeats
// the request with the same Idempotency-Key, and no event is lost or doubled.
func (s *server) addEvent(w http.ResponseWriter, r *http.Request) {
	endpoint, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		problem(w, http.StatusNotFound, "no such endpoint")
		return
	}
	key := r.Header.Get("Idempotency-Key")
	if key == "" || len(key) > 255 {
		problem(w, http.StatusBadRequest, "Idempotency-Key must have 1 to 255 characters")
		return
	}
	payload, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxPayload))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		problem(w, http.StatusRequestEntityTooLarge, "the event is larger than 256 KiB")
		return
	} else if err != nil {
		problem(w, http.StatusBadRequest, "the body could not be read")
		return
	}
	contentType := r.Header.Get("Content-Type")
	if contentType == "" {
		contentType = "application/octet-stream"
	}

	d, err := s.store.AddDelivery(r.Context(), endpoint, key, contentType, payload)
	switch {
	case errors.Is(err, webhook.ErrNotFound):
		problem(w, http.StatusNotFound, "no such endpoint")
		return
	case err != nil:
		s.fail(w, http.StatusServiceUnavailable, "cannot store the event", err)
		return
	}
	if d.Status == webhook.Pending {
		if err := s.queue.Publish(r.Context(), d.ID); err != nil {
			s.fail(w, http.StatusServiceUnavailable, "cannot queue the event", err)
			return
		}
	}
	respond(w, http.StatusAccepted, map[string]any{"delivery": d.ID})
}

func (s *server) delivery(w http.ResponseWriter, r *http.Request) {
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		problem(w, http.StatusNotFound, "no such delivery")
		return
	}
	d, err := s.store.Delivery(r.Context(), id)
	switch {
	case errors.Is(err, webhook.ErrNotFound):
		problem(w, http.StatusNotFound, "no such delivery")
	case err != nil:
		s.fail(w, http.StatusServiceUnavailable, "cannot read the delivery", err)
	default:
		respond(w, http.StatusOK, map[string]any{
			"id": d.ID, "status": d.Status, "attempts": d.Attempts, "last_error": d.LastError,
		})
	}
}

func (s *server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		ww := middleware.NewWrapResponseWriter(w, r.ProtoMajor)
		next.ServeHTTP(ww, r)
		level := slog.LevelInfo
		if ww.Status() < 400 && (r.URL.Path == "/healthz" || r.URL.Path == "/readyz") {
			level = slog.LevelDebug
		}
		s.log.Log(r.Context(), level, "request", "method", r.Method, "path", r.URL.Path,
			"status", ww.Status(), "duration_ms", time.Since(start).Milliseconds())
	})
}

func (s *server) fail(w http.ResponseWriter, status int, message string, err error) {
	s.log.Error(message, "error", err)
	problem(w, status, message)
}

func authorized(token string) func(http.Handler) http.Handler {
	want := sha256.Sum256([]byte(token))
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			got := sha256.Sum256([]byte(given))
			if !ok || subtle.ConstantTimeCompare(got[:], want[:]) != 1 {
				w.Header().Set("WWW-Authenticate", "Bearer")
				problem(w, http.StatusUnauthorized, "a valid token is required")
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

func problem(w http.ResponseWriter, status int, message string) {
	respond(w, status, map[string]string{"error": message})
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the status is sent; a broken connection is the client's affair
}
