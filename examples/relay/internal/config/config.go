// Package config reads the environment. A process asks for everything first and stops once, with the
// names of all that is missing or malformed.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"time"
)

type Common struct {
	DatabaseURL string
	DBMaxConns  int
	ProjectID   string
	LogLevel    slog.Level
}

type API struct {
	Common
	Port  string
	Token string
	Topic string
}

type Worker struct {
	Common
	Subscription    string
	SigningSecret   string
	MaxAttempts     int
	DeliveryTimeout time.Duration
	Concurrency     int
}

func LoadAPI() (API, error) {
	var r reader
	c := API{
		Common: r.common(),
		Port:   optional(os.Getenv("PORT"), "8080"),
		Token:  r.required("API_TOKEN", os.Getenv("API_TOKEN")),
		Topic:  r.required("PUBSUB_TOPIC", os.Getenv("PUBSUB_TOPIC")),
	}
	return c, errors.Join(r.problems...)
}

func LoadWorker() (Worker, error) {
	var r reader
	c := Worker{
		Common:          r.common(),
		Subscription:    r.required("PUBSUB_SUBSCRIPTION", os.Getenv("PUBSUB_SUBSCRIPTION")),
		SigningSecret:   r.required("WEBHOOK_SIGNING_SECRET", os.Getenv("WEBHOOK_SIGNING_SECRET")),
		MaxAttempts:     r.positive("MAX_ATTEMPTS", optional(os.Getenv("MAX_ATTEMPTS"), "8")),
		DeliveryTimeout: r.duration("DELIVERY_TIMEOUT", optional(os.Getenv("DELIVERY_TIMEOUT"), "10s")),
		Concurrency:     r.positive("WORKER_CONCURRENCY", optional(os.Getenv("WORKER_CONCURRENCY"), "16")),
	}
	return c, errors.Join(r.problems...)
}

type reader struct{ problems []error }

func (r *reader) common() Common {
	c := Common{
		DatabaseURL: r.required("DATABASE_URL", os.Getenv("DATABASE_URL")),
		DBMaxConns:  r.positive("DB_MAX_CONNS", optional(os.Getenv("DB_MAX_CONNS"), "5")),
		ProjectID:   r.required("GOOGLE_CLOUD_PROJECT", os.Getenv("GOOGLE_CLOUD_PROJECT")),
	}
	if err := c.LogLevel.UnmarshalText([]byte(optional(os.Getenv("LOG_LEVEL"), "INFO"))); err != nil {
		r.problems = append(r.problems, fmt.Errorf("LOG_LEVEL: %w", err))
	}
	return c
}

func (r *reader) required(name, value string) string {
	if value == "" {
		r.problems = append(r.problems, fmt.Errorf("%s is not set", name))
	}
	return value
}

func (r *reader) positive(name, value string) int {
	n, err := strconv.ParseInt(value, 10, 32)
	if err != nil || n < 1 {
		r.problems = append(r.problems, fmt.Errorf("%s: %q is not a positive number", name, value))
	}
	return int(n)
}

func (r *reader) duration(name, value string) time.Duration {
	d, err := time.ParseDuration(value)
	if err != nil || d <= 0 {
		r.problems = append(r.problems, fmt.Errorf("%s: %q is not a positive duration", name, value))
	}
	return d
}

func optional(value, fallback string) string {
	if value == "" {
		return fallback
	}
	return value
}
