package explain

import "testing"

func TestNumberWithUnitIsNoStatus(t *testing.T) {
	for text, want := range map[string]int{
		"the response: 401": 1, "response 401 ms": 0, "response 401 tickets": 0, "error 403 seconds": 0, "error 403 somewhere": 1, "Os { code: 111": 0, "HTTP/1.1 100 Continue": 1, "status 218-byte": 0,
	} {
		if got := statuses(text, lowerSame(text), nil); len(got) != want {
			t.Errorf("%q: %+v", text, got)
		}
	}
}
