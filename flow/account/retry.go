package account

import (
	"math"
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
	const longest = 365 * 24 * time.Hour
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 && seconds < longest.Seconds() { // some servers write a fraction
		return max(time.Duration(math.Ceil(seconds))*time.Second, atOnce)
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(ans.header.Get("Date")); err == nil {
		now = date
	}
	return min(max(at.Sub(now), atOnce), longest)
}

// atOnce is the wait where the account says that there is none to wait for.
const atOnce = time.Second
