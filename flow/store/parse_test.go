package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"zdg/checklist"
)

func TestParseWhatPeopleWrite(t *testing.T) {
	for name, row := range map[string]struct {
		text string
		want checklist.Draft
	}{
		"nothing":                         {"", draft()},
		"only comments":                   {"# nothing yet\n", draft("comments", " nothing yet\n")},
		"no version":                      {"name = 'Acme'\n", draft("name", "Acme")},
		"version last":                    {"name = 'Acme'\nversion = 1\n", draft("name", "Acme")},
		"no line feed at end":             {"name = 'Acme'", draft("name", "Acme")},
		"CRLF":                            {"version = 1\r\nname = \"Acme\"\r\nscopes = [\r\n\"read\",\r\n]\r\n", draft("name", "Acme", "scopes", "read")},
		"byte order mark":                 {"\ufeffversion = 1\nname = \"Acme\"\n", draft("name", "Acme")},
		"list in a line":                  {`scopes = ["a", "b"] # both`, draft("scopes", "a\nb", "comments", " both\n")},
		"list as text":                    {"scopes = \"\"\"\na\nb\"\"\"", draft("scopes", "a\nb")},
		"list with comments":              {"scopes = [ # ours\n \"a\", # one\n # none\n \"b\"]", draft("scopes", "a\nb", "comments", " ours\n one\n none\n")},
		"comments of ours and theirs":     {string(template()) + "name = 'Acme' # theirs\n# too", draft("name", "Acme", "comments", " theirs\n too\n")},
		"empty list":                      {"scopes = []", draft()},
		"empty text":                      {"name = ''", draft()},
		"yes as word":                     {"bot = 'yes'", draft("bot", "yes")},
		"yes as boolean":                  {"bot = true", draft("bot", "yes")},
		"neither yes nor no":              {"bot = 'perhaps'", draft("bot", "perhaps")},
		"boolean where a choice says yes": {"sponsored = true\norganization = false", draft("sponsored", "yes", "organization", "no")},
		"date":                            {"submitted_on = 2026-11-22", draft("submitted_on", "2026-11-22")},
		"date in quotes":                  {"submitted_on = '2026-11-22'", draft("submitted_on", "2026-11-22")},
		"id without quotes":               {"organization_id = 12345", draft("organization_id", "12345")},
		"quoted key":                      {`"name" = 'Acme'`, draft("name", "Acme")},
		"wrong choice":                    {"kind = 'native'", draft("kind", "native")},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Parse(FileName, []byte(row.text))
			if err != nil {
				t.Fatal(err)
			}
			if !got.Equal(row.want) {
				t.Errorf("got %v, want %v", got, row.want)
			}
			roundTrip(t, got.With(checklist.FieldComments, ""))
		})
	}
}

func TestParseSaysWhatIsWrongAndWhere(t *testing.T) {
	for name, row := range map[string]struct{ text, want string }{
		"no equals sign":       {"name \"Acme\"", `zdg.toml:1:6: expected = after a key: fix that line, or move the file away to start afresh`},
		"no quotes":            {"version = 1\n\nname = Acme", `zdg.toml:3:8: expected a value; text is written in double quotes: fix that line, or move the file away to start afresh`},
		"nothing":              {"name = \n", `zdg.toml:1:8: expected a value; text is written in double quotes: fix that line, or move the file away to start afresh`},
		"open quote":           {"name = \"Acme\nkind = \"public\"", `zdg.toml:1:13: the closing quote of this line is missing: fix that line, or move the file away to start afresh`},
		"open list":            {"scopes = [\"a\"\n", `zdg.toml:1:14: the closing ] of a list is missing: fix that line, or move the file away to start afresh`},
		"no comma":             {"scopes = [\"a\" \"b\"]", `zdg.toml:1:15: expected a comma between the items of a list, or its closing ]: fix that line, or move the file away to start afresh`},
		"two values":           {"name = \"é\" \"b\"", `zdg.toml:1:12: expected the end of the line after a value: fix that line, or move the file away to start afresh`},
		"backslash":            {`logo = "C:\logo.png"`, `zdg.toml:1:11: a backslash in double quotes is written twice: fix that line, or move the file away to start afresh`},
		"twice":                {"name = 'a'\nkind = 'public'\nname = 'b'", `zdg.toml:3:1: name is on line 1 already: keep one of the two`},
		"section":              {"version = 1\n[client]\nname = 'a'", `zdg.toml:2:2: there are no [sections] in this file: remove the line with the brackets and keep the keys under it`},
		"section list":         {"[[client]]\nname = 'a'", `zdg.toml:1:3: there are no [sections] in this file: remove the line with the brackets and keep the keys under it`},
		"unknown, near":        {"\n  redirect_url = 'a'", `zdg.toml:2:3: "redirect_url" is not a key of this file: write redirect_urls, or take the line out`},
		"unknown, synonym":     {"client_id = 'a'", `zdg.toml:1:1: "client_id" is not a key of this file: write identifier, or take the line out`},
		"unknown, far":         {"colour = 'a'", `zdg.toml:1:1: "colour" is not a key of this file: remove the line; zdg init writes a file with every key`},
		"unknown, escapes":     {`"\u001b[31mx" = 'a'`, `zdg.toml:1:1: "x" is not a key of this file: remove the line; zdg init writes a file with every key`},
		"dotted":               {"client.name = 'a'", `zdg.toml:1:1: "client.name" is not a key of this file: write name, or take the line out`},
		"secret":               {"name = 'a'\nclient_secret = 'hunter2'", `zdg.toml:2:1: a secret does not belong in this file: remove the line, and make a new secret if others could read it`},
		"secret, short":        {"secret = 'hunter2'", `zdg.toml:1:1: a secret does not belong in this file: remove the line, and make a new secret if others could read it`},
		"token":                {"access_token = 'hunter2'", `zdg.toml:1:1: a secret does not belong in this file: remove the line, and make a new secret if others could read it`},
		"not a secret":         {"secret_live = 'servers'", `zdg.toml:1:1: "secret_live" is not a key of this file: write secret_lives, or take the line out`},
		"list for a text":      {"name = ['a']", `zdg.toml:1:1: name is a text: write it like name = "Acme Sync"`},
		"text in no quotes":    {"name = true", `zdg.toml:1:8: name is a text: write it like name = "Acme Sync"`},
		"table for a text":     {"name = {a = 1}", `zdg.toml:1:8: name is a text: write it like name = "Acme Sync"`},
		"numbers in a list":    {"scopes = ['a', 1]", `zdg.toml:1:1: scopes is a list of texts: write it like scopes = ["tickets:read"]`},
		"boolean for a choice": {"kind = true", `zdg.toml:1:8: kind is one of confidential, public: write it like kind = "confidential"`},
		"number for yes":       {"bot = 1", `zdg.toml:1:7: bot is true or false: write it like bot = false`},
		"time for a date":      {"submitted_on = 2026-11-22T10:00:00Z", `zdg.toml:1:16: submitted_on is a date: write it like submitted_on = 2026-11-22`},
		"version in quotes":    {"version = '1'", `zdg.toml:1:1: version is a number from 1: write it like version = 1`},
		"version zero":         {"version = 0", `zdg.toml:1:1: version is a number from 1: write it like version = 1`},
		"Latin-1":              {"version = 1\nname = 'caf\xe9'", `zdg.toml:2:12: this is not UTF-8 text: save the file as UTF-8, or move it away to start afresh`},
		"UTF-16":               {"\xff\xfen\x00a\x00", `zdg.toml:1:1: this is not UTF-8 text: save the file as UTF-8, or move it away to start afresh`},
		"conflict marks":       {"version = 1\n<<<<<<< HEAD\nname = 'a'", `zdg.toml:2:1: invalid character at start of key: U+003C '<': fix that line, or move the file away to start afresh`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(FileName, []byte(row.text))
			if err == nil || err.Error() != row.want {
				t.Fatalf("got  %v\nwant %s", err, row.want)
			}
			if !errors.Is(err, ErrDamaged) || errors.Is(err, ErrNewer) {
				t.Error("is not ErrDamaged alone")
			}
			if strings.Contains(err.Error(), "hunter2") {
				t.Error("names the secret")
			}
		})
	}
}

// TestParseNewer: a newer file is called newer, whatever else is in it.
func TestParseNewer(t *testing.T) {
	for _, row := range []struct{ text, where string }{
		{"version = 2\n", "1:1"},
		{"unheard = 'of'\nversion = 2\n", "2:1"},
		{"version = 2\n[sections]\n", "1:1"},
		{"version = 2\nnew syntax", "1:1"},
		{"version = 99999999999999999999\n", "1:1"},
	} {
		_, err := Parse("x.toml", []byte(row.text))
		if want := "x.toml:" + row.where + ": a newer zdg made this file: update zdg, or name another file with --file"; err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", row.text, err, want)
		}
		if !errors.Is(err, ErrNewer) || errors.Is(err, ErrDamaged) {
			t.Errorf("%q: not ErrNewer alone", row.text)
		}
	}
}

func TestParseGarbage(t *testing.T) {
	for _, text := range [][]byte{
		bytes.Repeat([]byte{0}, fileMax),
		bytes.Repeat([]byte{0xff}, fileMax),
		bytes.Repeat([]byte("["), fileMax),
		bytes.Repeat([]byte("{"), fileMax),
		append([]byte("scopes = "), bytes.Repeat([]byte("["), fileMax-9)...),
		append([]byte("scopes = "), bytes.Repeat([]byte("{a="), fileMax/4)...),
		bytes.Repeat([]byte("a"), fileMax),
		bytes.Repeat([]byte("a."), fileMax/20),
		bytes.Repeat([]byte("x=1\n"), fileMax/20),
		bytes.Repeat([]byte("name='x'\n"), fileMax/20),
	} {
		var damage *Damage
		if _, err := Parse(FileName, text); !errors.As(err, &damage) {
			t.Errorf("%.10q…: %v", text, err)
		} else if len(err.Error()) > 300 || strings.ContainsAny(err.Error(), "\n\x00") {
			t.Errorf("%.10q…: %.400q", text, err.Error())
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(template())
	f.Add([]byte("\ufeffversion = 1\r\nscopes = ['a', \"\"\"b\nc\"\"\"]\nbot = true\nticket = 0x1F"))
	f.Add([]byte("client_secret = 'x'\n[a]\n b.c = {d = 2026-11-22}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := Parse(FileName, text)
		if err != nil {
			var damage *Damage
			if !errors.As(err, &damage) || !strings.HasPrefix(err.Error(), "zdg.toml:") {
				t.Errorf("%q", err)
			}
			return
		}
		roundTrip(t, d)
	})
}

func TestNearest(t *testing.T) {
	for key, want := range map[string]string{
		"subdomian": "subdomain", "Scope": "scopes", "redirect-urls": "redirect_urls", "redirectURLs": "redirect_urls", "redirect_uri": "redirect_urls",
		"versoin": "version", "ident": "", "x": "", "bots": "bot", "": "", "privacy": "", "term_url": "terms_url", strings.Repeat("a", 100): "",
	} {
		if got := nearest(key); got != want {
			t.Errorf("%q: got %q, want %q", key, got, want)
		}
	}
	for key, field := range synonyms {
		if _, known := checklist.Info(field); !known {
			t.Errorf("%s stands for the unknown %s", key, field)
		}
	}
}
