package stage

import (
	"encoding/json"
	"net/http"
	"strings"
)

// writeMadeUp answers an API call to an endpoint that package practice does not have. The API has hundreds of endpoints,
// and a rehearsal only judges whether a call comes and with what, so a plausible answer is made from the path and the
// request's own body. Such a request is marked MadeUp in the log.
func writeMadeUp(w http.ResponseWriter, r *Request) {
	parts := strings.Split(strings.TrimSuffix(strings.Trim(strings.TrimPrefix(r.Path, "/api/"), "/"), ".json"), "/")
	last := parts[len(parts)-1]
	kind, id := last, ""
	switch {
	case isNumber(last) && len(parts) > 1:
		kind, id = parts[len(parts)-2], last
	case len(parts) > 2 && !strings.HasSuffix(last, "s"): // incremental/tickets/cursor, tickets/search
		kind = parts[len(parts)-2]
	}
	switch r.Method {
	case http.MethodDelete:
		w.WriteHeader(http.StatusNoContent)
	case http.MethodPost:
		writeJSON(w, http.StatusCreated, echoed(readFields(r.Body), kind, "1"))
	case http.MethodPut, http.MethodPatch:
		writeJSON(w, http.StatusOK, echoed(readFields(r.Body), kind, id))
	default:
		switch {
		case id != "":
			writeJSON(w, http.StatusOK, echoed(nil, kind, id))
		case last == "count":
			writeJSON(w, http.StatusOK, map[string]any{"count": map[string]any{"value": 0, "refreshed_at": nil}})
		default:
			list := lastPage()
			list[kind], list["count"], list["next_page"], list["previous_page"] = []any{}, 0, nil, nil
			list["after_cursor"], list["after_url"], list["end_of_stream"] = nil, nil, true
			writeJSON(w, http.StatusOK, list)
		}
	}
}

// lastPage returns the members that cursor pagination adds to a list, for the only page.
func lastPage() map[string]any {
	return map[string]any{
		"meta":  map[string]any{"has_more": false, "after_cursor": nil, "before_cursor": nil},
		"links": map[string]any{"prev": nil, "next": nil},
	}
}

// echoed returns the objects that were sent, with an id added; an object with only an id when none was sent.
func echoed(sent map[string]any, kind, id string) map[string]any {
	number := any(nil)
	if isNumber(id) {
		number = json.Number(id)
	}
	out := map[string]any{}
	for k, v := range sent {
		if fields, ok := v.(map[string]any); ok {
			if fields["id"] == nil && number != nil {
				fields["id"] = number
			}
			out[k] = fields
		}
	}
	if len(out) == 0 {
		out[strings.TrimSuffix(kind, "s")] = map[string]any{"id": number}
	}
	return out
}

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
