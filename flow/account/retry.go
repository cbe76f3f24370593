package account

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// retryIn returns how long a 429 or 503 asks to wait; 0 when it does not say. Retry-After is
// a number of seconds or a date (RFC 9110 section 10.2.3). A date is compared with the
// answer's own Date, so that a wrong clock on this machine does not matter.
func (ans answer) retryIn(now time.Time) time.Duration {
	if ans.status != http.StatusTooManyRequests && ans.status != http.StatusServiceUnavailable {
		return 0
	}
	value := strings.TrimSpace(ans.header.Get("Retry-After"))
	const longest = 365 * 24 * time.Hour
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 && seconds < longest.Seconds() { // some servers send a fraction
		return max(time.Duration(math.Ceil(seconds))*time.Second, minRetry)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(ans.header.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), minRetry), longest)
}

// minRetry is the wait when the account says 0, or a date that is over.
const minRetry = time.Second
