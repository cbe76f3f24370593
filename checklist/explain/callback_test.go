package explain

import "testing"

func TestJudgeCallback(t *testing.T) {
	const opened = "https://d3v-acme.zendesk.com/oauth/authorizations/new?client_id=zdg-acme&redirect_uri=http%3A%2F%2F127.0.0.1%3A8085%2Fcallback&response_type=code&code_challenge=x&scope=tickets%3Aread%20users%3Aread&state=s1\n\n"
	for ended, want := range map[string]Code{
		"http://127.0.0.1:8085/callback?code=c1&state=s1":                  "",
		"http://127.0.0.1:8085/callback?code=c1&state=s2":                  "state-mismatch",
		"http://127.0.0.1:8085/callback?code=c1":                           "state-mismatch",
		"http://127.0.0.1:8085/callback?code=c1&state=":                    "state-mismatch",
		"http://127.0.0.1:8085/callback?code=c1&state=s1&state=s1":         "callback-unusable",
		"http://127.0.0.1:8085/callback?code=c1&state=s1&state=s2":         "state-mismatch",
		"http://127.0.0.1:8085/callback?code=c1&code=c2&state=s1":          "callback-unusable",
		"http://127.0.0.1:8085/callback?code=c1&code=c2&error=x&state=s1":  "callback-unusable",
		"http://127.0.0.1:8085/callback?state=s1":                          "callback-unusable",
		"http://127.0.0.1:8085/callback?code=c1&error=x&state=s1":          "callback-unusable",
		"http://127.0.0.1:8085/callback?code=c1;state=s1":                  "callback-unusable",
		"http://127.0.0.1:8085/callback/?code=c1&state=s1":                 "callback-unusable",
		"http://127.0.0.1:8085/callback#code=c1&state=s1":                  "callback-unusable",
		"http://127.0.0.1:8085/callback?error=access_denied&state=s1":      "access-denied",
		"http://127.0.0.1:8085/callback?error=access_denied&state=another": "state-mismatch",
		"http://127.0.0.1:8085/":                                           "",
		"http://127.0.0.1:9000/other?code=c1&state=s2":                     "",
	} {
		r := Read(opened+ended, noClient)
		got := Code("")
		if len(r.Diagnoses) > 0 {
			got = r.Diagnoses[0].Code
		}
		if got != want || len(r.Diagnoses) > 1 {
			t.Errorf("%s: %v, want %q", ended, codesOf(r.Diagnoses), want)
		}
		if code, what := judgeCallback(opened + ended); code != "" && (len(r.Facts) == 0 || r.Facts[len(r.Facts)-1].Text != what) {
			t.Errorf("%s: the facts are %v", ended, r.Facts)
		}
	}
	if code, _ := judgeCallback("https://acme.zendesk.com/oauth/authorizations/new?client_id=x&redirect_uri=http%3A%2F%2F127.0.0.1%3A8085%2Fcallback\nhttp://127.0.0.1:8085/callback?code=1"); code != "" {
		t.Errorf("no state was sent, and yet %s", code)
	}
}
