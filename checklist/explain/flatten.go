package explain

import (
	"html"
	"slices"
	"strings"

	"zdg/checklist/redact"
)

// What the flattener puts in the place of an object. They are removed from pasted text.
const (
	markBody   = "␂" // an answer in JSON begins
	markDone   = "␃" // and ends
	markTokens = "␞" // the index of a tokenAnswer follows, up to markEnd
	markEnd    = "␟"
	markData   = "␚" // in the place of an object that is data
)

// endlessClients is what the flattener writes for a page of the list of clients that has none and says
// that there are more.
const endlessClients = "page of no clients has_more"

// tokenAnswer is what matters of an answer with an access token.
type tokenAnswer struct {
	hasExpiry, hasRefresh bool // of a token answer: it has expires_in, and a refresh token
	malformed             bool // it is cut off, names a key twice, or is not UTF-8
}

// flattener writes objects as those words, addresses and statuses in them that are about a
// request or its answer. It leaves out data, since a ticket with the subject "403 Forbidden"
// is no refusal.
type flattener struct {
	tokens   []tokenAnswer
	broken   bool // the text has bytes that are not UTF-8, or U+FFFD in their place
	byLogger bool // a logger is called zendesk, so others are named after whom they speak with too
}

// text undoes escapes and encodings, and flattens objects, also where they are inside each other.
func (f *flattener) text(s string, depth int) string {
	for range 4 {
		s = f.objects(s, depth)
		next := plusToSpace(decodeBodies(redact.Unspell(s)))
		if next == s {
			break
		}
		s = next
	}
	return s
}

// withoutEntities decodes the entities of HTML in a text that was escaped as a whole: no mark of its own is
// left. In other texts they are decoded when the objects have been read, since they may be inside of strings.
func withoutEntities(text string) string {
	if strings.Contains(text, "&") && slices.ContainsFunc(quoteEntities, func(mark string) bool { return strings.Contains(text, mark) }) && !strings.ContainsAny(untag(text), `"<>`) {
		return redact.Lines(html.UnescapeString(text))
	}
	return text
}

// quoteEntities are the entities of what an escaped text has no more.
var quoteEntities = []string{"&quot;", "&#34;", "&#39;", "&#x27;", "&lt;", "&gt;"}

func (f *flattener) objects(s string, depth int) string {
	if !strings.Contains(s, "{") || depth > 12 {
		return s
	}
	o := objects{text: s, steps: len(s)/8 + 4096}
	var out strings.Builder
	from := 0
	for i := 0; i < len(s) && o.steps > 0; {
		at := strings.IndexByte(s[i:], '{')
		if at < 0 {
			break
		}
		at += i
		before := o.steps
		n, to, ok := o.object(at, 0)
		o.steps -= 1 + (to-at)/256
		if i = at + 1; !ok {
			o.steps -= 3 * (before - o.steps) // it may be tried again from each brace inside it
			continue
		}
		out.WriteString(s[from:at])
		written := out.Len()
		if f.say(&out, n, depth); out.Len() == written {
			out.WriteString(" " + markData + " ")
		}
		from, i = to, to
	}
	return out.String() + s[from:]
}

// plusToSpace replaces the plus signs that stand for spaces in a form (application/x-www-form-urlencoded).
func plusToSpace(text string) string {
	if !strings.Contains(text, "+") {
		return text
	}
	out := []byte(text)
	for i := 1; i+1 < len(out); i++ {
		if out[i] != '+' || !besidePlus(text[i-1], ".,:;)]}\"'>*#+|{[\n") || !besidePlus(text[i+1], "([{<\"'-+:|}]") {
			continue
		}
		// Only with another one near: a single plus joins words, as in Ctrl+C.
		if text[i-1] == ':' || strings.IndexByte(text[max(0, i-120):i], '+') >= 0 || strings.IndexByte(text[i+1:min(len(text), i+121)], '+') >= 0 {
			out[i] = ' '
		}
	}
	return string(out)
}

func besidePlus(c byte, also string) bool {
	return nameByte(c) || c >= 0x80 || strings.IndexByte(also, c) >= 0
}
