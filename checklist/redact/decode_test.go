package redact

import (
	"slices"
	"testing"
)

func TestUnspell(t *testing.T) {
	for in, want := range map[string]string{
		"plain, 100% & more":                    "plain, 100% & more",
		`{\"error\":\"invalid_grant\"}`:         `{"error":"invalid_grant"}`,
		`a\\\"b`:                                `a"b`,
		`one\ntwo\tthree`:                       "one\ntwo three",
		"%7B%22error%22%3A%22x%22%7D":           `{"error":"x"}`,
		"&quot;Couldn&#39;t&quot;":              `"Couldn't"`,
		`Couldn\u0027t \x41`:                    "Couldn't A",
		"%25257B":                               "{",
		"\x1b[31mred\x1b[0m \u202eand\u2028new": "red and\nnew",
	} {
		got := Lines(in)
		for range 3 {
			got = Unspell(got)
		}
		if got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestValues(t *testing.T) {
	got := Values(`{"client_id": "zdg-acme", "scope":"read"} client_id=zdg-acme&grant_type=refresh_token&client_id=7 my_client_id=8`, "client_id", "grant_type")
	if !slices.Equal(got["client_id"], []string{"zdg-acme", "7"}) || !slices.Equal(got["grant_type"], []string{"refresh_token"}) || len(got) != 2 {
		t.Errorf("%q", got)
	}
}
