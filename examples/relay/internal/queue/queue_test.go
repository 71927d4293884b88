package queue

import (
	"context"
	"testing"
	"time"

	"cloud.google.com/go/pubsub/v2"
	"cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	"cloud.google.com/go/pubsub/v2/pstest"
	"github.com/google/uuid"
)

const (
	topic        = "projects/test/topics/deliveries"
	subscription = "projects/test/subscriptions/worker"
)

func TestWhatIsNotSettledComesBack(t *testing.T) {
	server := pstest.NewServer()
	defer server.Close()
	t.Setenv("PUBSUB_EMULATOR_HOST", server.Addr)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	client, err := pubsub.NewClient(ctx, "test")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if _, err := client.TopicAdminClient.CreateTopic(ctx, &pubsubpb.Topic{Name: topic}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.SubscriptionAdminClient.CreateSubscription(ctx, &pubsubpb.Subscription{
		Name: subscription, Topic: topic, AckDeadlineSeconds: 10,
	}); err != nil {
		t.Fatal(err)
	}

	publisher := NewPublisher(client, topic)
	defer publisher.Stop()
	server.Publish(topic, []byte("not an id"), nil)
	id := uuid.New()
	if err := publisher.Publish(ctx, id); err != nil {
		t.Fatal(err)
	}

	var seen []uuid.UUID
	stopped, stop := context.WithCancel(ctx)
	err = Receive(stopped, client, subscription, 1, func(_ context.Context, got uuid.UUID) bool {
		seen = append(seen, got)
		if len(seen) == 1 {
			return false
		}
		stop()
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != 2 || seen[0] != id || seen[1] != id {
		t.Errorf("saw %v, want %v twice", seen, id)
	}
}
