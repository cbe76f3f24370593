package account

import (
	"net/http"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
)

// TestListOfClients: pages are followed by number and by cursor, always at the account itself.
// A failure says when there was no list, or when it was not read to its end.
func TestListOfClients(t *testing.T) {
	const ours, other = `{"identifier":"zdg-acme","name":"Acme"}`, `{"identifier":"other"}`
	for _, c := range []struct {
		name  string
		pages map[string]string // by page or cursor; "*" stands for all others
		asked int
		word  string // Seen.Error; "": found
		what  string // of the explanation
	}{
		{"at once", map[string]string{"": `{"clients":[` + ours + `]}`}, 1, "", ""},
		{"by number", map[string]string{"": `{"clients":[` + other + `],"next_page":"x"}`, "2": `{"clients":[` + ours + `]}`}, 2, "", ""},
		{"by the cursor of meta", map[string]string{"": `{"clients":[` + other + `],"meta":{"has_more":true,"after_cursor":"a b&="}}`, "a b&=": `{"clients":[` + ours + `],"meta":{"has_more":false,"after_cursor":"z"}}`}, 2, "", ""},
		{"by the cursor of links", map[string]string{"": `{"clients":[],"links":{"next":"https://elsewhere.example/steal?page%5Bafter%5D=c2"}}`, "c2": `{"clients":[` + ours + `]}`}, 2, "", ""},
		{"not in it", map[string]string{"": `{"clients":[` + other + `],"next_page":null,"meta":{"has_more":false,"after_cursor":"z"},"links":{"next":null}}`}, 1, "record-not-found", "does not show this client"},
		{"an empty list", map[string]string{"": `{"clients":[]}`}, 1, "record-not-found", "does not show this client"},
		{"more than is read", map[string]string{"*": `{"clients":[` + other + `],"next_page":"x"}`}, maxClientPages, "record-not-found", "not read to its end"},
		{"more than is read, by cursor", map[string]string{"*": `{"clients":[` + other + `],"meta":{"has_more":true,"after_cursor":"c"}}`}, maxClientPages, "record-not-found", "not read to its end"},
		{"more, and no way to it", map[string]string{"": `{"clients":[` + other + `],"meta":{"has_more":true}}`}, 1, "record-not-found", "not read to its end"},
		{"more, by an address alone", map[string]string{"": `{"clients":[` + other + `],"links":{"next":"https://elsewhere.example/steal"}}`}, 1, "record-not-found", "not read to its end"},
		{"no list", map[string]string{"": `{}`}, 1, explain.BodyUnreadable, "could not be read"},
		{"null", map[string]string{"": `{"clients":null}`}, 1, explain.BodyUnreadable, "could not be read"},
		{"no list on the second page", map[string]string{"": `{"clients":[],"next_page":"x"}`, "2": `{"count":0}`}, 2, explain.BodyUnreadable, "could not be read"},
		{"no record", map[string]string{"": ""}, 1, "RecordNotFound", "did not show its list"},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := 0
			a := serve(t, func(w http.ResponseWriter, r *http.Request) {
				asked++
				page, known := c.pages[r.URL.Query().Get("page")+r.URL.Query().Get("page[after]")]
				if !known {
					page = c.pages["*"]
				}
				if page == "" {
					w.WriteHeader(http.StatusNotFound)
					page = `{"error":"RecordNotFound","description":"Not found"}`
				}
				_, _ = w.Write([]byte(page))
			}, nil)
			rec, err := a.Clients(t.Context(), NewToken("access-1"))
			seen := SeenIn(err)
			if seen.Error != c.word || asked != c.asked || (c.word == "") != (rec.Name == "Acme") {
				t.Errorf("%d asked, %v, %+v", asked, err, rec)
			}
			if c.word == "" {
				return
			}
			d := explain.Answer(seen, a.options.Client)[0]
			if text := d.What + d.Cause + d.Check + d.Fix; !strings.Contains(d.What, c.what) || strings.Contains(text, "Correct the identifier") || strings.Contains(text, "another account") {
				t.Errorf("%+v", d)
			}
		})
	}
}

// TestGlobalClients: global clients are read only from their own list, which has fewer fields.
func TestGlobalClients(t *testing.T) {
	const ours = `{"id":7,"identifier":"zdg-acme","name":"Acme","kind":"public","company":null,"description":"d","logo_url":"https://x/l.png"}`
	for _, tt := range []struct {
		name string
		body string
		word string // Seen.Error; "": found
	}{
		{"listed", `{"global_clients":[{"identifier":"zdg-other"},` + ours + `],"count":2}`, ""},
		{"another's", `{"global_clients":[{"identifier":"zdg-other"}]}`, "record-not-found"},
		{"empty", `{"global_clients":[]}`, "record-not-found"},
		{"local clients", `{"clients":[` + ours + `]}`, explain.BodyUnreadable},
		{"one local client", `{"client":` + ours + `}`, explain.BodyUnreadable},
	} {
		a := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != zendesk.GlobalClientsPath {
				t.Errorf("asked %s", r.URL)
			}
			_, _ = w.Write([]byte(tt.body))
		}, nil)
		rec, err := a.GlobalClients(t.Context(), NewToken("access-1"))
		if SeenIn(err).Error != tt.word || (tt.word == "") != (rec.Name == "Acme") {
			t.Errorf("%s: %v, %+v", tt.name, err, rec)
		}
		if tt.word == "" && (!rec.Global || !rec.Tells(checklist.KeyGlobal) || rec.Kind != "public" || !rec.Tells(checklist.KeyCompany) || rec.Tells(checklist.KeyRedirectURI)) {
			t.Errorf("%s: %+v", tt.name, rec)
		}
	}
}
