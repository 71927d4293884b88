// Package store keeps endpoints and deliveries in PostgreSQL.
package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/example/relay/internal/webhook"
)

const foreignKeyViolation = "23503"

type Store struct{ pool *pgxpool.Pool }

func Open(ctx context.Context, url string, maxConns int) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, errors.New("DATABASE_URL is not a PostgreSQL connection string") // the cause may hold the password
	}
	config.MaxConns = int32(maxConns)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	return &Store{pool}, nil
}

func (s *Store) Close() { s.pool.Close() }

func (s *Store) Ping(ctx context.Context) error { return s.pool.Ping(ctx) }

func (s *Store) AddEndpoint(ctx context.Context, url string) (uuid.UUID, error) {
	id := uuid.New()
	_, err := s.pool.Exec(ctx, `INSERT INTO endpoints (id, url) VALUES ($1, $2)`, id, url)
	return id, err
}

// AddDelivery stores an event. A key seen before for this endpoint returns the delivery made then.
func (s *Store) AddDelivery(ctx context.Context, endpoint uuid.UUID, key, contentType string, payload []byte) (webhook.Delivery, error) {
	d := webhook.Delivery{ID: uuid.New()}
	err := s.pool.QueryRow(ctx, `
		INSERT INTO deliveries (id, endpoint_id, idempotency_key, content_type, payload)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (endpoint_id, idempotency_key) DO UPDATE SET updated_at = now()
		RETURNING id, status`,
		d.ID, endpoint, key, contentType, payload).Scan(&d.ID, &d.Status)
	var pgErr *pgconn.PgError
	if errors.As(err, &pgErr) && pgErr.Code == foreignKeyViolation {
		return d, webhook.ErrNotFound
	}
	return d, err
}

func (s *Store) Delivery(ctx context.Context, id uuid.UUID) (webhook.Delivery, error) {
	d := webhook.Delivery{ID: id}
	err := s.pool.QueryRow(ctx, `
		SELECT e.url, d.payload, d.content_type, d.status, d.attempts, d.last_error
		FROM deliveries d JOIN endpoints e ON e.id = d.endpoint_id
		WHERE d.id = $1`, id).
		Scan(&d.URL, &d.Payload, &d.ContentType, &d.Status, &d.Attempts, &d.LastError)
	if errors.Is(err, pgx.ErrNoRows) {
		return d, webhook.ErrNotFound
	}
	return d, err
}

// RecordAttempt counts one more attempt, and never takes back that a delivery arrived.
func (s *Store) RecordAttempt(ctx context.Context, id uuid.UUID, status webhook.Status, lastError string) error {
	_, err := s.pool.Exec(ctx, `
		UPDATE deliveries
		SET status = $2, last_error = $3, attempts = attempts + 1, updated_at = now()
		WHERE id = $1 AND status <> 'delivered'`, id, status, lastError)
	return err
}
