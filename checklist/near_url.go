package checklist

import (
	"strings"

	"zdg/checklist/zendesk"
)

// nearURL finds among saved the redirect URL that was probably meant by
// declared, and says what the two differ in; -1 when none is near. Two are near
// when they differ in one place, other than a host that is somebody else's.
func nearURL(declared string, saved []string) (int, string) {
	for i, s := range saved {
		where := zendesk.Diff(declared, s)
		other := strings.HasPrefix(where, "the host") || strings.HasPrefix(where, "the text")
		if where != "" && !other && !strings.Contains(where, " and the ") {
			return i, where
		}
	}
	return -1, ""
}
