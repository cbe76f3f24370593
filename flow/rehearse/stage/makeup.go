package stage

import (
	"encoding/json"
	"net/http"
	"strings"
)

// makeUp answers an API call that the account knows no endpoint for: it has a few lists, the API has hundreds of endpoints,
// and what is rehearsed is whether a call comes and with what. The answer is made from the path and the request's own body.
// Nothing rests on it, and who judges is told by MadeUp.
func makeUp(w http.ResponseWriter, r *Request) {
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
		writeJSON(w, http.StatusCreated, changed(readFields(r.Body), kind, "1"))
	case http.MethodPut, http.MethodPatch:
		writeJSON(w, http.StatusOK, changed(readFields(r.Body), kind, id))
	default:
		switch {
		case id != "":
			writeJSON(w, http.StatusOK, changed(nil, kind, id))
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

// lastPage is what a list has besides when it was asked for by the page.
func lastPage() map[string]any {
	return map[string]any{
		"meta":  map[string]any{"has_more": false, "after_cursor": nil, "before_cursor": nil},
		"links": map[string]any{"prev": nil, "next": nil},
	}
}

// changed is what was sent, with an id; of nothing it is an object with an id alone.
func changed(sent map[string]any, kind, id string) map[string]any {
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
