// Command worker delivers queued webhooks. It serves no HTTP.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"cloud.google.com/go/pubsub/v2"

	"github.com/example/relay/internal/config"
	"github.com/example/relay/internal/delivery"
	"github.com/example/relay/internal/queue"
	"github.com/example/relay/internal/store"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	c, err := config.LoadWorker()
	if err != nil {
		return err
	}
	log := config.Logger(c.LogLevel)

	db, err := store.Open(ctx, c.DatabaseURL, c.DBMaxConns)
	if err != nil {
		return err
	}
	defer db.Close()
	client, err := pubsub.NewClient(context.Background(), c.ProjectID)
	if err != nil {
		return fmt.Errorf("open queue: %w", err)
	}
	defer client.Close()

	deliverer := &delivery.Deliverer{
		Store:       db,
		Client:      delivery.NewClient(c.DeliveryTimeout),
		Secret:      []byte(c.SigningSecret),
		MaxAttempts: c.MaxAttempts,
		Log:         log,
		Now:         time.Now,
	}
	log.Info("started", "subscription", c.Subscription)
	err = queue.Receive(ctx, client, c.Subscription, c.Concurrency, deliverer.Handle)
	log.Info("stopped")
	return err
}
