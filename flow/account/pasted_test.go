package account

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"zdg/checklist"
	"zdg/checklist/zendesk"
)

// TestPastedRecords: what people paste from /api/v2/oauth/clients.json.
func TestPastedRecords(t *testing.T) {
	const one = `{"id":1,"identifier":"zdg-acme","name":"Acme","company":"Acme","description":"x","kind":"confidential","logo_url":"https://a.acme.com/l.png","redirect_uri":["https://app.acme.com/cb"],"global":false,"secret":"` + planted + `"}`
	const other = `{"id":2,"identifier":"zdg-other","name":"Other"}`
	list := `{"clients":[` + other + `,` + one + `],"count":2}`
	quoted, _ := json.Marshal(list)
	har := func(url, text, encoding string) string {
		body, _ := json.Marshal(text)
		return `{"log":{"version":"1.2","entries":[{"request":{"url":"https://d3v-acme.zendesk.com/agent"},"response":{"status":200,"content":{"text":"<html>"}}},{"request":{"url":"` + url + `"},"response":{"status":200,"content":{"mimeType":"application/json","text":` + string(body) + `,"encoding":"` + encoding + `"}}}]}}`
	}
	clientsURL := "https://d3v-acme.zendesk.com/api/v2/oauth/clients.json"
	for name, in := range map[string]string{
		"list":                  list,
		"curl -i":               "HTTP/2 200 \r\ndate: Thu, 26 Nov 2026 09:00:00 GMT\r\nnel: {\"success_fraction\":0.01,\"report_to\":\"cf-nel\"}\r\nreport-to: {\"endpoints\":[{\"url\":\"https://x\"}],\"group\":\"cf-nel\"}\r\ncontent-type: application/json\r\n\r\n" + list,
		"curl -v":               "* Connected\n> GET /api/v2/oauth/clients.json HTTP/2\n< HTTP/2 200\n< content-type: application/json\n{ [5 bytes data]\n" + list,
		"firefox":               "JSON\nRaw Data\nHeaders\nSave\nCopy\nPretty Print\n" + list,
		"chrome":                "Pretty-print\n" + list,
		"jq stream":             other + "\n" + one + "\n",
		"jq stream, one a line": other + one,
		"array":                 "[" + other + "," + one + "]",
		"string of JSON":        string(quoted),
		"saved page":            `<html><head></head><body><pre style="x">` + strings.ReplaceAll(list, `"`, "&quot;") + `</pre></body></html>`,
		"HAR":                   har(clientsURL, list, ""),
		"HAR in base64":         har(clientsURL+"?page=1", base64.StdEncoding.EncodeToString([]byte(list)), "base64"),
		"with a prompt":         "$ curl -s https://d3v-acme.zendesk.com/api/v2/oauth/clients.json\n" + list + "\n$ ",
		"twice the same":        one + "\n" + one,
		"a null among them":     `{"clients":[null,` + one + `]}`,
		"no error, as 0":        `{"error":0,"clients":[` + one + `]}`,
	} {
		r, err := ParseRecord(in, RecordOwner{Identifier: "zdg-acme"}, time.Time{})
		if err != nil || r.Name != "Acme" || len(r.RedirectURLs) != 1 || len(r.Untold) != 0 || r.Global {
			t.Errorf("%s: %+v, %v", name, r, err)
		}
	}
	for name, tt := range map[string]struct{ in, err string }{
		"an agent's browser":    {`{"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}`, "role-too-low"},
		"nobody is signed in":   {`{"error":"Couldn't authenticate you"}`, "could-not-authenticate"},
		"a token too narrow":    {`{"error":"Forbidden","description":"You are missing the following required scopes: read"}`, "missing-scope"},
		"a dead token":          {`{"error":"invalid_token","error_description":"The access token provided is expired, revoked, malformed or invalid for other reasons."}`, "invalid-token"},
		"no account":            {`{"error":{"title":"No help desk at acme.zendesk.com","message":"There is no help desk configured at this address."}}`, "no-help-desk"},
		"wrong path":            {`{"error":"InvalidEndpoint","description":"Not found"}`, "invalid-endpoint"},
		"too often":             {"HTTP/2 429\r\n\r\n{\"error\":\"APIRateLimitExceeded\"}", "rate-limited"},
		"curl -i of a refusal":  {"HTTP/2 403 \r\ncontent-type: application/json\r\n\r\n" + `{"error":{"title":"Forbidden","message":"You do not have access to this page. Please contact the account owner of this help desk for further help."}}`, "role-too-low"},
		"another error":         {`{"error":"Boom"}`, "an error of the account"},
		"sign-in page":          {"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in to Acme</body></html>", "sign-in page"},
		"page without account":  {"<html><h1>No help desk at acme.zendesk.com</h1></html>", "no-help-desk"},
		"tree of a viewer":      {"clients\n0\t{…}\n", "Raw Data"},
		"cut":                   {list[:len(list)-20], "cut off"},
		"a key twice":           {strings.Replace(one, `"name"`, `"kind":"public","name"`, 1), "key twice"},
		"a key in two cases":    {strings.Replace(one, `"name"`, `"Kind":"public","name"`, 1), "differ only in case"},
		"differently":           {one + strings.Replace(one, "confidential", "public", 1), "with differences"},
		"another page":          {`{"clients":[` + other + `],"next_page":"x"}`, "the list has more pages"},
		"another page, cursor":  {`{"clients":[` + other + `],"meta":{"has_more":true}}`, "the list has more pages"},
		"the last page":         {`{"clients":[` + other + `],"next_page":null,"meta":{"has_more":false}}`, "is it another page of the list"},
		"UTF-16":                {"\xff\xfe{\x00\"\x00", "UTF-16"},
		"UTF-16 without a mark": {"{\x00\"\x00", "UTF-16"},
		"no clients":            {`{"clients":[]}`, "no client with the identifier"},
		"other global clients":  {`{"global_clients":[{"identifier":"zdg-other"}]}`, "these are global clients"},
		"another answer":        {`{"user":{"id":1}}`, "not the JSON of OAuth clients"},
		"HAR of something else": {har("https://d3v-acme.zendesk.com/api/v2/users/me.json", list, ""), "not the JSON of OAuth clients"},
		"words":                 {"zdg-acme", "not the JSON of OAuth clients"},
		"brackets":              {strings.Repeat("[", 100_000), "not the JSON"},
	} {
		_, err := ParseRecord(tt.in, RecordOwner{Identifier: "zdg-acme"}, time.Time{})
		if err == nil || !strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), planted) {
			t.Errorf("%s: %v, want %q", name, err, tt.err)
		}
	}
}

func TestPastedGlobalClient(t *testing.T) {
	r, err := ParseRecord(`{"global_clients":[{"id":1,"identifier":"zdg-acme","name":"Acme","kind":"confidential"}],"links":{"next":null}}`, RecordOwner{Identifier: "zdg-acme"}, time.Time{})
	if err != nil || !r.Global || !r.Tells(checklist.KeyGlobal) || r.Tells(checklist.KeyRedirectURI) || r.Tells(checklist.KeyLogoURL) || !r.Tells(checklist.KeyKind) {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestRecordTells: an absent key says nothing, null and "" are no value, and entries stay as
// they are.
func TestRecordTells(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{`"x":1`, "[kind name description company logo_url global redirect_uri] [] 0 nil "},
		{`"kind":null,"name":"","description":null,"company":"","logo_url":null,"redirect_uri":null,"global":null`, "[global] [] 0 nil "},
		{`"kind":7,"redirect_uri":[]`, "[kind name description company logo_url global] [] 0 nil "},
		{`"redirect_uri":[null,""," "],"global":false`, "[kind name description company logo_url] [] 3 nil "},
		{`"redirect_uri":["https://app.acme.com/cb https://b.acme.com/cb"],"global":true`, "[kind name description company logo_url] [https://app.acme.com/cb https://b.acme.com/cb] 0 nil "},
		{`"redirect_uri":["https://app.acme.com/cb\nhttps://b.acme.com/cb"],"global":true`, "[kind name description company logo_url] [https://app.acme.com/cb https://b.acme.com/cb] 0 nil "},
		{`"redirect_uri":[" https://app.acme.com/cb","https://app.acme.com/cb\u200b"],"global":true`, "[kind name description company logo_url] [ https://app.acme.com/cb|https://app.acme.com/cb (and characters that cannot be seen)] 0 nil "},
		{`"redirect_uri":"https://app.acme.com/cb\nhttps://b.acme.com/cb","global":true`, "[kind name description company logo_url] [https://app.acme.com/cb|https://b.acme.com/cb] 0 nil "},
		{`"global":true,"scopes":null`, "[kind name description company logo_url redirect_uri] [] 0 [] "},
		{`"global":true,"scopes":["read","tickets:write"],"enforce_token_expiration":true`, "[kind name description company logo_url redirect_uri] [] 0 [read tickets:write] on"},
		{`"global":true,"scopes":7,"enforce_token_expiration":false`, "[kind name description company logo_url redirect_uri] [] 0 nil off"},
		{`"global":true,"enforce_token_expiration":null`, "[kind name description company logo_url redirect_uri] [] 0 nil "},
	} {
		r, err := ParseRecord(`{"client":{"identifier":"zdg-acme",`+tt.in+`}}`, RecordOwner{Identifier: "zdg-acme"}, time.Time{})
		scopes := fmt.Sprint(r.AllowedScopes)
		if r.AllowedScopes == nil {
			scopes = "nil"
		}
		got := fmt.Sprintf("%v [%s] %d %s %s", r.Untold, strings.Join(r.RedirectURLs, "|"), r.NullURLs, scopes, r.TokenExpiration)
		if err != nil || got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s (%v)", tt.in, got, tt.want, err)
		}
	}
}

// TestRecordWithWhatCannotBeSeen: a text is marked when characters that cannot be seen were taken out of it.
func TestRecordWithWhatCannotBeSeen(t *testing.T) {
	for in, want := range map[string]string{
		`"Acme\u200bSync"`: "AcmeSync" + checklist.UnseenMark, `"Acme\u202e"`: "Acme" + checklist.UnseenMark, `"\u2800"`: "\u2800", `"\u200b"`: "", `"Acme Sync\n"`: "Acme Sync", `"Caf\u00e9"`: "Café",
	} {
		r, err := ParseRecord(`{"client":{"identifier":"zdg-acme","name":`+in+`}}`, RecordOwner{Identifier: "zdg-acme"}, time.Time{})
		if err != nil || r.Name != want || len(r.Hidden) > 0 {
			t.Errorf("%s: %q, want %q (%v)", in, r.Name, want, err)
		}
	}
}

// TestRecordOfAnotherAccount: a client of another account is refused, wherever the paste names
// that account, even with the same identifier.
func TestRecordOfAnotherAccount(t *testing.T) {
	const theirs, ours = "https://d3v-other.zendesk.com", "https://d3v-acme.zendesk.com"
	const path = "/api/v2/oauth/clients.json"
	client := func(url string) string {
		return `{"id":1,"url":"` + url + `","identifier":"zdg-acme","name":"Acme"}`
	}
	plain := `{"clients":[` + client("") + `]}`
	entry := func(url string, status int, body string) string {
		text, _ := json.Marshal(body)
		return fmt.Sprintf(`{"request":{"url":%q},"response":{"status":%d,"content":{"text":%s}}}`, url, status, text)
	}
	har := func(entries ...string) string { return `{"log":{"entries":[` + strings.Join(entries, ",") + `]}}` }
	for name, tt := range map[string]struct{ in, err string }{
		"HAR":                        {har(entry(theirs+path, 200, plain)), "d3v-other"},
		"curl -v":                    {"> GET " + path + " HTTP/1.1\n> Host: d3v-other.zendesk.com\n< HTTP/1.1 200 OK\n" + plain, "d3v-other"},
		"curl -v of HTTP/2":          {"* [HTTP/2] [1] [:authority: d3v-other.zendesk.com]\n" + plain, "d3v-other"},
		"headers of a browser":       {"GET " + path + " HTTP/2\nHost: D3V-Other.zendesk.com:443\n\n" + plain, "d3v-other"},
		"a command":                  {"$ curl " + theirs + path + "\n" + plain, "d3v-other"},
		"a command without a scheme": {"$ curl -s 'd3v-other.zendesk.com" + path + "'\n" + plain, "d3v-other"},
		"an address behind it":       {plain + "\n" + theirs + path, "d3v-other"},
		"the record's own address":   {`{"clients":[` + client(theirs+"/api/v2/oauth/clients/1.json") + `]}`, "d3v-other"},
		"a client alone":             {client(theirs + "/api/v2/oauth/clients/1.json"), "d3v-other"},
		"the next page":              {`{"clients":[` + client("") + `],"next_page":"` + theirs + path + `?page=2"}`, "d3v-other"},
		"global clients":             {"$ curl " + theirs + "/api/v2/oauth/global_clients\n" + `{"global_clients":[` + client("") + `]}`, "d3v-other"},
		"global clients, and then":   {`{"global_clients":[` + client("") + `]}` + "\n" + theirs + path, "d3v-other"},
		"a host of their own":        {"https://support.other.com" + path + "\n" + plain, "support.other.com"},
		"a HAR of an error":          {har(entry(ours+path, 422, `{"client":`+client("")+`}`)), "status 422"},
		"curl -i of an error":        {"HTTP/2 422\n\n" + `{"client":` + client("") + `}`, "status 422"},

		"ours in a HAR":               {har(entry(ours+path, 200, plain)), ""},
		"ours among others":           {har(entry(theirs+path, 200, plain), entry(ours+path, 200, plain)), ""},
		"ours before others":          {har(entry(ours+path, 200, plain), entry(theirs+path, 200, plain)), ""},
		"our host with its dot":       {"https://d3v-acme.zendesk.com." + path + "\n" + plain, ""},
		"ours says so in capitals":    {client("https://D3V-ACME.zendesk.com/api/v2/oauth/clients/1.json"), ""},
		"an error after ours":         {har(entry(ours+path, 200, plain), entry(ours+path, 422, `{"client":`+client("")+`}`)), ""},
		"from the cache":              {har(entry(ours+path, 304, plain)), ""},
		"our host":                    {"> Host: d3v-acme.zendesk.com\n< HTTP/1.1 200 OK\n" + plain, ""},
		"our host in capitals":        {"https://D3V-ACME.zendesk.com:443" + path + "\n" + plain, ""},
		"ours says so itself":         {"https://support.acme.com" + path + "\n" + client(ours+"/api/v2/oauth/clients/1.json"), ""},
		"one block for each":          {"$ curl " + theirs + path + "\n{\"clients\":[]}\n$ curl " + ours + path + "\n" + plain, ""},
		"no host at all":              {plain, ""},
		"an address without its host": {client("/api/v2/oauth/clients/1.json"), ""},
		"a redirect URL of theirs":    {strings.Replace(client(""), `"name"`, `"redirect_uri":["https://d3v-other.zendesk.com/api/v2/oauth/x"],"name"`, 1), ""},
	} {
		_, err := ParseRecord(tt.in, RecordOwner{Identifier: "zdg-acme", Hosts: []string{"d3v-acme.zendesk.com", "127.0.0.1"}}, time.Time{})
		switch {
		case tt.err == "" && err != nil, tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%s: %v, want %q", name, err, tt.err)
		case strings.HasPrefix(tt.err, "d3v") && !strings.Contains(err.Error(), "d3v-acme.zendesk.com"):
			t.Errorf("%s: %v names one account only", name, err)
		}
		if _, err := ParseRecord(tt.in, RecordOwner{Identifier: "zdg-acme"}, time.Time{}); (err != nil) != strings.HasPrefix(tt.err, "status") {
			t.Errorf("%s, of any account: %v", name, err)
		}
	}
}

// TestWhatWasSent: JSON that was sent is refused, and so is a client with an error behind it,
// which may be the answer to it.
func TestWhatWasSent(t *testing.T) {
	const one = `{"client":{"identifier":"zdg-acme","name":"Acme"}}`
	const invalid = `{"error":"RecordInvalid","description":"Record validation errors","details":{"redirect_uri":[{"description":"is invalid"}]}}`
	const put = "PUT /api/v2/oauth/clients/1.json"
	const url = "https://d3v-acme.zendesk.com/api/v2/oauth/clients/1.json"
	for name, tt := range map[string]struct{ in, err string }{
		"a command, and its refusal":        {"$ curl -X PUT " + url + " -d '" + one + "'\n" + invalid, "pasted is an error of the account"},
		"a command alone":                   {"curl -X PUT " + url + " -d '" + one + "'", "what was sent"},
		"a command, and no JSON":            {"$ curl -X PUT " + url + " -d '" + one + "'\nHTTP/2 502\n\n<html>", "what was sent"},
		"a command on more lines":           {"curl -X PUT " + url + " \\\n  --data \\\n" + one + "\n", "what was sent"},
		"a command without quotes":          {"C:\\>curl --json " + one, "what was sent"},
		"a line behind >":                   {"> " + one, "what was sent"},
		"a here document":                   {"$ curl -X PUT " + url + " -d @- <<EOF\n" + one + "\nEOF\n", "what was sent"},
		"PowerShell":                        {"$body = @'\n" + one + "\n'@\n", "what was sent"},
		"PowerShell, on one line":           {"$body = '" + one + "'", "what was sent"},
		"HTTPie":                            {"http PUT " + url + " client:='" + `{"identifier":"zdg-acme","name":"Acme"}` + "'\n" + invalid, "pasted is an error of the account"},
		"a program":                         {">>> requests.put(url, json=" + one + ")\n<Response [422]>", "what was sent"},
		"a file that was shown":             {"$ cat client.json\n" + one + "\n$ curl -X PUT " + url + " -d @client.json\n" + `{"error":"Couldn't authenticate you"}`, "after the client"},
		"a file, and a status":              {"$ cat client.json\n" + one + "\n$ curl -i -X PUT " + url + " -d @client.json\nHTTP/2 500\n\n<html>", "after the client"},
		"a file, and an error of one word":  {one + "\nHTTP/2 422\n\n{\"x\":1}", "after the client"},
		"a file, and the client refused":    {one + "\nHTTP/2 422\n\n" + one, "after the client"},
		"an error with the client":          {strings.TrimSuffix(invalid, "}") + `,` + one[1:], "pasted is an error of the account"},
		"an error in the client":            {`{"identifier":"zdg-acme","errors":["is invalid"]}`, "an error of the account"},
		"curl -v":                           {"> " + put + " HTTP/2\n> Host: d3v-acme.zendesk.com\n> \n" + one + "\n< HTTP/2 422\n< \n" + invalid, "pasted is an error of the account"},
		"curl -v, its first lines left out": {"> Content-Length: 50\n>\n" + one + "\n< HTTP/2 422\n", "what was sent"},
		"curl --trace-ascii":                {"=> Send data, 50 bytes (0x32)\n0000: " + one + "\n<= Recv header\n", "what was sent"},
		"HTTPie -v":                         {put + " HTTP/1.1\nHost: d3v-acme.zendesk.com\n\n" + one + "\n\nHTTP/1.1 422 Unprocessable Entity\n\n" + invalid, "pasted is an error of the account"},
		"a browser's tools":                 {"Request Method: PUT\nStatus Code: 422 Unprocessable Entity\nRequest Payload\n" + one, "what was sent"},
		"a browser's answer of an error":    {"Status Code: 422 Unprocessable Entity\n" + one, "status 422"},
		"a key twice, and a second copy":    {strings.Replace(one, `"name"`, `"kind":"public","kind":"confidential","name"`, 1) + "\n" + one, "key twice"},
		"a second copy that is cut":         {one + "\n" + one[:len(one)-2], "cut off"},
		"an error behind that is cut":       {one + "\n" + invalid[:40], "cut off"},
		"a second copy that is no UTF-8":    {one + "\n" + strings.Replace(one, "Acme", "\xff", 1), "not all"},
		"words between, and then the error": {one + "\n" + strings.Repeat("{x ", 100) + invalid, "not all"},

		"sent, and saved so":             {"$ curl -X PUT " + url + " -d '" + `{"client":{"name":"New"}}` + "'\n" + one, ""},
		"curl -v of what was saved":      {"> " + put + " HTTP/2\n> \n" + `{"client":{"identifier":"zdg-acme","name":"New"}}` + "\n< HTTP/2 200\n< \n" + one, ""},
		"a browser's tools of an answer": {"Request Payload\n{\"client\":{}}\nResponse\n" + one, ""},
		"an error, and then the client":  {"$ curl " + url + "\n" + invalid + "\n$ curl " + url + "\n" + one, ""},
		"a status, and then the client":  {"$ curl -i " + url + "\nHTTP/2 401\n\n" + invalid + "\n$ curl " + url + "\n" + one, ""},
		"Python's bytes":                 {">>> r.content\nb'" + one + "'", ""},
		"what Python prints":             {">>> print(r.text)\n" + one, ""},
		"curl -v of a GET":               {"> GET /api/v2/oauth/clients/1.json HTTP/2\n> Accept: */*\n" + one, ""},
		"no error":                       {`{"error":null,"errors":[],` + one[1:], ""},
		"objects with commas":            {one + ",\n" + one, ""},
		"a label":                        {"Response: " + one, ""},
	} {
		r, err := ParseRecord(tt.in, RecordOwner{Identifier: "zdg-acme", Hosts: []string{"d3v-acme.zendesk.com"}}, time.Time{})
		switch {
		case tt.err == "" && (err != nil || r.Name != "Acme"), tt.err != "" && (err == nil || !strings.Contains(err.Error(), tt.err)):
			t.Errorf("%s: %+v, %v, want %q", name, r, err, tt.err)
		}
	}
}

// TestRecordHidesSecrets: a secret in a field is masked, and the record says that the field is
// not exactly what is saved.
func TestRecordHidesSecrets(t *testing.T) {
	secret, err := zendesk.ParseSecret("another-secret-of-ours")
	if err != nil {
		t.Fatal(err)
	}
	hex := strings.Repeat("0123456789abcdef", 4)
	for _, tt := range []struct{ in, want string }{
		{`"name":"Acme","redirect_uri":["https://a.acme.com/cb"]`, "[]"},
		{`"name":"Acme ` + hex + `"`, "[{name 0 true}]"},
		{`"description":"secret: ` + hex + `","company":"` + strings.ToUpper(hex) + `"`, "[{description 0 true} {company 0 true}]"},
		{`"name":"Acme another-secret-of-ours"`, "[{name 0 true}]"},
		{`"name":"Acme","description":"Syncs; client_secret=abcdef"`, "[{description 0 false}]"},
		{`"redirect_uri":["https://a.acme.com/cb",null,"https://a.acme.com/cb?s=` + hex + `"]`, "[{redirect_uri 2 true}]"},
		{`"redirect_uri":"https://a.acme.com/cb?s=` + hex + `\nhttps://a.acme.com/b"`, "[{redirect_uri 1 true}]"},
		{`"redirect_uri":["https://a.acme.com/cb?code=abcdef"]`, "[{redirect_uri 1 false}]"},
	} {
		r, err := ParseRecord(`{"identifier":"zdg-acme",`+tt.in+`}`, RecordOwner{Identifier: "zdg-acme", Secret: secret}, time.Time{})
		all := fmt.Sprint(r)
		if got := fmt.Sprint(r.Hidden); err != nil || got != tt.want || strings.Contains(strings.ToLower(all), hex) || strings.Contains(all, "another-secret") || strings.Contains(all, "cannot be seen") {
			t.Errorf("%s: %s, want %s (%v)\n%s", tt.in, got, tt.want, err, all)
		}
	}
}

// TestRecordOfNoShape: entries that are not strings do not count as no entries.
func TestRecordOfNoShape(t *testing.T) {
	for in, told := range map[string]bool{
		`["https://a.acme.com/cb"]`: true, `[null]`: true, `[]`: true, `"https://a.acme.com/cb"`: true, `null`: true,
		`[["https://a.acme.com/cb"]]`: false, `[{"url":"https://a.acme.com/cb"}]`: false, `[1]`: false, `7`: false, `{"a":1}`: false,
		`["https://a.acme.com/cb"` + strings.Repeat(`,"https://a.acme.com/cb"`, maxEntries-1) + `]`: true,
		`["https://a.acme.com/cb"` + strings.Repeat(`,"https://a.acme.com/cb"`, maxEntries) + `]`:   false,
	} {
		r, err := ParseRecord(`{"identifier":"zdg-acme","redirect_uri":`+in+`}`, RecordOwner{Identifier: "zdg-acme"}, time.Time{})
		if err != nil || r.Tells(checklist.KeyRedirectURI) != told || !told && (r.NullURLs > 0 || len(r.RedirectURLs) > 0) {
			t.Errorf("%s: %+v, %v", in, r, err)
		}
	}
}

func TestParseRecord(t *testing.T) {
	one := `{"id":5,"identifier":"zdg-acme","kind":"public","name":"Acme","description":null,"company":"Rockets","logo_url":null,"redirect_uri":["https://a.example/"],"secret":"` + planted + `","global":false}`
	now := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	want := checklist.Record{At: now, How: "pasted", ID: 5, Identifier: "zdg-acme", Kind: "public", Name: "Acme", Company: "Rockets", RedirectURLs: []string{"https://a.example/"}}
	for name, tt := range map[string]struct {
		in string
		ok bool
	}{
		"list":       {`{"clients":[{"identifier":"other","secret":"x"},` + one + `],"count":2}`, true},
		"one":        {`{"client":` + one + `}`, true},
		"bare":       {"\ufeff " + one + "\n", true},
		"array":      {`[` + one + `]`, true},
		"lines":      {`{"client":` + strings.Replace(one, `["https://a.example/"]`, `"https://a.example/"`, 1) + `}`, true},
		"other":      {`{"clients":[{"identifier":"other"}]}`, false},
		"page":       {"<html>", false},
		"empty":      {" ", false},
		"cut":        {`{"clients":[`, false},
		"unrelated":  {`{"user":{}}`, false},
		"wrong type": {`{"clients":"x"}`, false},
	} {
		got, err := ParseRecord(tt.in, RecordOwner{Identifier: "zdg-acme"}, now)
		if (err == nil) != tt.ok || tt.ok && !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v %v", name, got, err)
		}
		if strings.Contains(fmt.Sprint(got, err), planted) {
			t.Errorf("%s: the secret was kept", name)
		}
	}
}
