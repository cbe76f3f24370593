package zendesk

import "testing"

func TestLookAlike(t *testing.T) {
	for _, tt := range []struct{ value, prefix, want string }{
		{"d3v-acme", "d3v-", ""},
		{"d3v-d3view", "d3v-", ""},
		{"acme", "d3v-", ""},
		{"acme-d3v", "d3v-", ""},
		{"", "d3v-", ""},
		{"dev-acme", "d3v-", "dev-"},
		{"d3v_acme", "d3v-", "d3v_"},
		{"D3V-acme", "d3v-", "D3V-"},
		{" d3v_acme", "d3v-", "d3v_"},
		{"dv3-acme", "d3v-", "dv3-"},
		{"d3-acme", "d3v-", "d3-"},
		{"d3vacme", "d3v-", "d3v"},
		{"d3v-d3v-acme", "d3v-", "d3v-d3v-"},
		{"d3v-d3v_acme", "d3v-", "d3v-d3v_"},
		{"device-acme", "d3v-", ""},
		{"zdg-acme", "zdg-", ""},
		{"zdg_acme", "zdg-", "zdg_"},
		{"ZDG-acme", "zdg-", "ZDG-"},
		{"zgd-acme", "zdg-", "zgd-"},
		{"zdg-zdg-acme", "zdg-", "zdg-zdg-"},
		{"zdg-ZDG-acme", "zdg-", "zdg-ZDG-"},
		{"zdg", "zdg-", "zdg"},
		{"zendesk-acme", "zdg-", ""},
		{"z\u0130g-acme", "zdg-", ""},
	} {
		got, found := LookAlike(tt.value, tt.prefix)
		if got != tt.want || found != (tt.want != "") {
			t.Errorf("LookAlike(%q, %q) = %q, %v, want %q", tt.value, tt.prefix, got, found, tt.want)
		}
	}
}

func FuzzLookAlike(f *testing.F) {
	for _, s := range []string{"dev-acme", "d3v-d3v-", "D3V", "İ-", "d3v\u2010acme"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, value string) {
		for _, prefix := range []string{"d3v-", "zdg-"} {
			if w, found := LookAlike(value, prefix); found != (w != "") {
				t.Errorf("LookAlike(%q, %q) = %q, %v", value, prefix, w, found)
			}
		}
	})
}
