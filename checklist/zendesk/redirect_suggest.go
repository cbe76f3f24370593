package zendesk

import "strconv"

// SuggestedPorts returns the fixed port to register for the test, and two
// alternates to register beside it. All lie between 1024, below which a program
// needs rights, and 32767, above which Linux hands out ports by itself. The
// slice is the caller's.
func SuggestedPorts() []int { return []int{18573, 21573, 24573} }

// SuggestedRedirectURL returns the redirect URL for the test on this port. It
// names 127.0.0.1, because localhost may mean another address (RFC 8252 8.3).
func SuggestedRedirectURL(port int) string {
	return "http://127.0.0.1:" + strconv.Itoa(port) + "/callback"
}
