package account

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"zdg/checklist/explain"
)

// minHidden keeps words of three letters from turning every answer into dots.
const minHidden = 4

// hide keeps values that must not be shown, in each form in which a server or
// an error of Go may give them back. The longest come first: a shorter one that
// begins a longer one would leave the rest of it.
func (a *Account) hide(values ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, v := range values {
		if len(v) < minHidden {
			continue
		}
		for _, form := range forms(v) {
			if !slices.Contains(a.hidden, form) {
				a.hidden = append(a.hidden, form)
			}
		}
	}
	slices.SortFunc(a.hidden, func(x, y string) int { return cmp.Compare(len(y), len(x)) })
}

func forms(v string) []string {
	quoted := strconv.Quote(v)
	list := []string{
		v, explain.Clean(v, len(v)+1), quoted[1 : len(quoted)-1], url.QueryEscape(v), url.PathEscape(v), html.EscapeString(v),
		base64.StdEncoding.EncodeToString([]byte(v)), base64.RawURLEncoding.EncodeToString([]byte(v)),
	}
	if text, err := json.Marshal(v); err == nil {
		list = append(list, string(text[1:len(text)-1]))
	}
	return slices.DeleteFunc(list, func(form string) bool { return len(form) < minHidden || strings.Trim(form, "•") == "" })
}

// mask takes out every secret that this account was shown, or showed.
func (a *Account) mask(text string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, secret := range a.hidden {
		text = strings.ReplaceAll(text, secret, dots)
	}
	return text
}

// fit makes a server's words fit to show, at most max runes of them. They are
// masked after they are cleaned: cleaning takes out characters behind
// which a secret may hide.
func (a *Account) fit(text string, max int) string {
	return explain.Clean(a.mask(explain.Clean(text, len(text)+1)), max)
}

// clean is fit for what is told of an answer.
func (a *Account) clean(text string) string { return a.fit(text, textBound) }
