package zendesk

import "testing"

func TestTextRemarks(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Acme Sync", ""}, {"Café Müller GmbH & Co. KG", ""}, {"Acme – tickets, synced", ""}, {"Acme’s “best” sync", ""}, {"日本語の同期", ""}, {"Синхронизация", ""}, {"а и б", ""}, {"Acme и друзья", ""},
		{"ＡＢＣ株式会社", ""}, {"Işık Yazılım", ""}, {"👩\u200d💻 Labs", ""}, {"نامه\u200cای", ""}, {"Note: syncs tickets", ""}, {"Acme: tickets", ""}, {"a == b", ""}, {"O'Neill", ""}, {"Two\nlines\t", ""},
		{`Copies "new" tickets`, ""}, {"'n Sync", ""},
		{"Acme\u200bSync", "unseen-character"}, {"Acme\u202e", "unseen-character"}, {"\ufeffAcme", "unseen-character"}, {"Ac\u00adme", "unseen-character"}, {"A\u200db", "unseen-character"}, {"Acme\u3164", "unseen-character"},
		{"Acme\xff", "unseen-character"}, {"A\x07", "unseen-character"}, {"A\u2063", "unseen-character"},
		{"Асme", "mixed-alphabets"}, {"the Αcme app", "mixed-alphabets"},
		{`"Acme"`, "in-quotes"}, {"'Acme'", "in-quotes"}, {"\u201eAcme\u201d", ""}, {"«Acme»", "in-quotes"},
		{"name: Acme", "settings-line"}, {"Description : x", "settings-line"}, {"NAME=Acme", "settings-line"}, {"export NAME=Acme", "settings-line"},
	} {
		remarked(t, tt.text, TextRemarks(tt.text), tt.want)
	}
}
