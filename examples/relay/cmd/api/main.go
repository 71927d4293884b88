// Command api accepts webhooks and queues them for delivery.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"cloud.google.com/go/pubsub/v2"

	"github.com/example/relay/internal/api"
	"github.com/example/relay/internal/config"
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
	c, err := config.LoadAPI()
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
	publisher := queue.NewPublisher(client, c.Topic)
	defer publisher.Stop()

	server := &http.Server{
		Addr:              ":" + c.Port,
		Handler:           api.Handler(db, publisher, c.Token, log),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      20 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	log.Info("started", "address", server.Addr)

	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	log.Info("stopping")
	grace, cancel := context.WithTimeout(context.Background(), 8*time.Second) // Cloud Run grants ten
	defer cancel()
	if err := server.Shutdown(grace); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}
