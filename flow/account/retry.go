package account

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// retryIn is how long the account asks to wait, 0 when it does not. Retry-After
// comes in seconds or as a date (RFC 9110 section 10.2.3). A date is held against
// the answer's own Date, so that a wrong clock on this machine does no harm.
func (ans answer) retryIn(now time.Time) time.Duration {
	if ans.status != http.StatusTooManyRequests && ans.status != http.StatusServiceUnavailable {
		return 0
	}
	value := strings.TrimSpace(ans.header.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(ans.header.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), 0), 365*24*time.Hour)
}
