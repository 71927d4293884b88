// Package webhook holds what both processes talk about.
package webhook

import (
	"errors"

	"github.com/google/uuid"
)

var ErrNotFound = errors.New("not found")

type Status string

const (
	Pending   Status = "pending"
	Delivered Status = "delivered"
	Failed    Status = "failed"
)

// Delivery is one event on its way to one endpoint.
type Delivery struct {
	ID          uuid.UUID
	URL         string
	Payload     []byte
	ContentType string
	Status      Status
	Attempts    int
	LastError   string
}
