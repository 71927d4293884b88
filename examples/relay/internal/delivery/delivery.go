// Package delivery posts stored events to the endpoints they are meant for.
package delivery

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"github.com/google/uuid"

	"github.com/example/relay/internal/webhook"
)

type Store interface {
	Delivery(ctx context.Context, id uuid.UUID) (webhook.Delivery, error)
	RecordAttempt(ctx context.Context, id uuid.UUID, status webhook.Status, lastError string) error
}

type Deliverer struct {
	Store       Store
	Client      *http.Client
	Secret      []byte
	MaxAttempts int
	Log         *slog.Logger
	Now         func() time.Time
}

// Handle makes one attempt and reports whether the delivery is settled. It may be called again for a
// delivery that has arrived, since the queue promises at least once, not exactly once.
func (d *Deliverer) Handle(ctx context.Context, id uuid.UUID) (settled bool) {
	log := d.Log.With("delivery", id)
	event, err := d.Store.Delivery(ctx, id)
	switch {
	case errors.Is(err, webhook.ErrNotFound):
		log.Warn("unknown delivery")
		return true
	case err != nil:
		log.Error("cannot read delivery", "error", err)
		return false
	case event.Status != webhook.Pending:
		return true
	}

	status, reason := webhook.Delivered, ""
	if err := d.post(ctx, event); err != nil {
		if ctx.Err() != nil { // we are stopping; that is no fault of the endpoint
			return false
		}
		status, reason = webhook.Pending, err.Error()
		if event.Attempts+1 >= d.MaxAttempts {
			status = webhook.Failed
		}
	}
	if err := d.Store.RecordAttempt(context.WithoutCancel(ctx), id, status, reason); err != nil {
		log.Error("cannot record attempt", "error", err)
		return false
	}
	log.Info("attempt", "status", status, "attempt", event.Attempts+1, "reason", reason)
	return status != webhook.Pending
}

func (d *Deliverer) post(ctx context.Context, event webhook.Delivery) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, event.URL, bytes.NewReader(event.Payload))
	if err != nil {
		return err
	}
	timestamp := strconv.FormatInt(d.Now().Unix(), 10)
	request.Header.Set("Content-Type", event.ContentType)
	request.Header.Set("Relay-Delivery", event.ID.String())
	request.Header.Set("Relay-Timestamp", timestamp)
	request.Header.Set("Relay-Signature", Sign(d.Secret, timestamp, event.Payload))
	response, err := d.Client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		return fmt.Errorf("endpoint answered %d", response.StatusCode)
	}
	return nil
}

// Sign covers the timestamp too, so that a receiver can refuse an old event sent again.
func Sign(secret []byte, timestamp string, payload []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(timestamp + "."))
	mac.Write(payload)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

// NewClient returns a client that follows no redirects and reaches public addresses only. The address
// is checked after it has been resolved, so that no name can lead back into our own network.
func NewClient(timeout time.Duration) *http.Client {
	dialer := &net.Dialer{Timeout: timeout, Control: publicOnly}
	return &http.Client{
		Timeout: timeout,
		Transport: &http.Transport{
			DialContext:         dialer.DialContext,
			ForceAttemptHTTP2:   true,
			TLSHandshakeTimeout: timeout,
			MaxIdleConnsPerHost: 4,
			IdleConnTimeout:     time.Minute,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"),
}

func publicOnly(_, address string, _ syscall.RawConn) error {
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	ip := target.Addr().Unmap()
	public := ip.IsGlobalUnicast() && !ip.IsPrivate()
	for _, prefix := range reserved {
		public = public && !prefix.Contains(ip)
	}
	if !public {
		return fmt.Errorf("%s is not a public address", ip)
	}
	return nil
}
