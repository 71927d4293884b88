// Package queue carries the ids of deliveries over Google Cloud Pub/Sub.
//
// A message that is not acknowledged comes back; how soon is the subscription's retry policy.
package queue

import (
	"context"

	"cloud.google.com/go/pubsub/v2"
	"github.com/google/uuid"
)

type Publisher struct{ publisher *pubsub.Publisher }

func NewPublisher(client *pubsub.Client, topic string) *Publisher {
	return &Publisher{client.Publisher(topic)}
}

// Publish returns once the queue has accepted the id.
func (p *Publisher) Publish(ctx context.Context, id uuid.UUID) error {
	_, err := p.publisher.Publish(ctx, &pubsub.Message{Data: []byte(id.String())}).Get(ctx)
	return err
}

// Stop sends what is still waiting.
func (p *Publisher) Stop() { p.publisher.Stop() }

// Receive hands ids to handle until ctx ends, and returns when the last handle has. An id for which
// handle returns false comes back later.
func Receive(ctx context.Context, client *pubsub.Client, subscription string, concurrency int, handle func(context.Context, uuid.UUID) bool) error {
	subscriber := client.Subscriber(subscription)
	subscriber.ReceiveSettings.MaxOutstandingMessages = concurrency
	return subscriber.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		id, err := uuid.ParseBytes(m.Data)
		if err != nil || handle(ctx, id) { // what is not an id never will be one
			m.Ack()
		} else {
			m.Nack()
		}
	})
}
