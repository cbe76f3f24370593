package zendesk

import "testing"

func TestTextRemarks(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"Acme Sync", ""}, {"Café Müller GmbH & Co. KG", ""}, {"Acme – tickets, synced", ""}, {"Acme’s “best” sync", ""}, {"日本語の同期", ""}, {"Синхронизация", ""}, {"а и б", ""}, {"Acme и друзья", ""},
		{"ＡＢＣ株式会社", ""}, {"Işık Yazılım", ""}, {"👩\u200d💻 Labs", ""}, {"نامه\u200cای", ""}, {"Note: syncs tickets", ""}, {"Acme: tickets", ""}, {"a == b", ""}, {"O'Neill", ""}, {"Two\nlines\t", ""},
		{`Copies "new" tickets`, ""}, {"'n Sync", ""},
		{"Acme\u200bSync", "unseen-character"}, {"Acme\u202e", "unseen-character"}, {"\ufeffAcme", "unseen-character"}, {"Ac\u00adme", "unseen-character"}, {"A\u200db", "unseen-character"}, {"Acme\u3164", "unseen-character"},
		{"Acme\ufe0f", "unseen-character"}, {"Acme\u034f", "unseen-character"}, {"Acme\u180b", "unseen-character"}, {"Café\ufe0f", "unseen-character"}, {"Acme\u2028x", "unseen-character"}, {"Acme\u2029x", "unseen-character"},
		{"I \u2764\ufe0f Acme", ""}, {"1\ufe0f\u20e3 Labs", ""}, {"\u845b\U000e0100\u57ce", ""}, {"\u1820\u180b", ""}, {"\u0661\u0600", ""}, {"Acme™", ""}, {"A\u0301cme", ""},
		{"Acme\xff", "unseen-character"}, {"A\x07", "unseen-character"}, {"A\u2063", "unseen-character"},
		{"Асme", "mixed-alphabets"}, {"the Αcme app", "mixed-alphabets"}, {"\U0001d400cme", "mixed-alphabets"}, {"\U0001d400\U0001d41c\U0001d426\U0001d41e", "mixed-alphabets"}, {"ℋello", "mixed-alphabets"},
		{"-", "punctuation-alone"}, {"?!", "punctuation-alone"}, {"$", "punctuation-alone"}, {"🚀", ""}, {"3", ""}, {"テスト", ""}, {"", ""},
		{"Acme &amp; Co", "encoded-text"}, {"Acme &#38; Co", "encoded-text"}, {"Acme %20 Sync", "encoded-text"}, {"Caf%C3%A9", "encoded-text"}, {`Acme\nSync`, "encoded-text"}, {`Caf\u00e9`, "encoded-text"}, {`O\'Neill`, "encoded-text"},
		{"Müller & Söhne", ""}, {"R&D; more", ""}, {"100% Acme", ""}, {"50%fat", ""}, {"5%2 rest", ""}, {`Acme \ Co`, ""},
		{"Acme  Sync", "doubled-space"}, {"Acme \u00a0Sync", "doubled-space"}, {"Syncs tickets.  Nothing else.", ""}, {"Two\n\n  lines", ""}, {"日本\u3000語", ""},
		{"App (dev)", "stage-in-brackets"}, {"App [ Staging ]", "stage-in-brackets"}, {"(TEST) App", "stage-in-brackets"}, {"App (beta)", ""}, {"App (EU)", ""}, {"Test Lodge", ""}, {"Dev Tools", ""},
		{"Acme Staging", "stage-named"}, {"Acme Sync UAT", "stage-named"}, {"Staging Concepts", ""}, {"Staging", ""}, {"Copies to staging", ""}, {"Sends what changed to Staging", ""}, {"Acme Test", ""},
		{`Reads C:\new\table`, ""}, {`Reads \\server\new`, ""}, {`C:\new %20`, "encoded-text"}, {`Note:\nmore`, "encoded-text"}, {`Two\\nlines`, "encoded-text"},
		{`"Acme"`, "in-quotes"}, {"'Acme'", "in-quotes"}, {"\u201eAcme\u201d", ""}, {"«Acme»", "in-quotes"},
		{"name: Acme", "settings-line"}, {"Description : x", "settings-line"}, {"NAME=Acme", "settings-line"}, {"export NAME=Acme", "settings-line"},
	} {
		remarked(t, tt.text, TextRemarks(tt.text), tt.want)
	}
}
