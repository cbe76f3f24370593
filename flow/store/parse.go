package store

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	toml "github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"zdg/checklist"
	"zdg/checklist/redact"
)

// Parse reads the text of a zdg.toml; name is what errors call it. TOML 1.0 as
// people write it is welcome: a byte order mark, CRLF, any order of keys, a
// list as one string with line breaks, true and false or "yes" and "no", dates
// and whole numbers without quotes, and no version line. Keys that zdg does not
// know, values of another type and secrets are errors. Every error is a *Damage.
func Parse(name string, text []byte) (checklist.Draft, error) {
	r := reader{name: name, text: bytes.TrimPrefix(text, []byte("\ufeff")), lines: map[string]int{}}
	if err := r.read(); err != nil {
		return checklist.Draft{}, err
	}
	d := r.draft.With(checklist.FieldComments, r.comments.String())
	return d.With(checklist.FieldNotSecret, r.said), nil // last: it is about the answers as they stand
}

// reader walks through one file. TOML's own rules are go-toml's business; it
// gives no positions for keys and values that it accepts, so the walk is ours.
type reader struct {
	name     string
	text     []byte
	parse    unstable.Parser
	draft    checklist.Draft
	said     string         // which answers are no secret
	comments bytes.Buffer   // what others than zdg wrote into comments
	lines    map[string]int // where each key was first seen
	first    *Damage        // the first thing that is wrong; reading goes on to find the version
}

func (r *reader) read() error {
	if at := invalidUTF8(r.text); at >= 0 {
		return r.damage(at, "this is not UTF-8 text", "save the file as UTF-8, or move it away to start afresh")
	}
	r.parse.KeepComments = true
	r.parse.Reset(r.text)
	for r.parse.NextExpression() {
		e := r.parse.Expression()
		r.comment(e)
		if e.Kind != unstable.Comment {
			r.expression(e)
		}
		if r.first != nil && errors.Is(r.first.kind, ErrNewer) {
			return r.first
		}
	}
	if r.first != nil {
		return r.first
	}
	var all map[string]any
	err := toml.Unmarshal(r.text, &all)
	if err == nil {
		err = r.parse.Error() // never alone; should it be, nothing is accepted by halves
	}
	if err == nil {
		return nil
	}
	var syntax *toml.DecodeError
	if !errors.As(err, &syntax) {
		return r.damage(-1, "this is not TOML", "fix it, or move the file away to start afresh")
	}
	line, column := syntax.Position()
	return r.damage(r.offset(line, column), plain(syntax.Error()), fixLine)
}

// comment collects what a person wrote into the comments of e, of what is in it
// and behind it; zdg's own are none of that.
func (r *reader) comment(n *unstable.Node) {
	for ; n.Valid(); n = n.Next() {
		if n.Kind == unstable.Comment && !bytes.Contains(template(), n.Data) {
			r.comments.Write(bytes.TrimLeft(n.Data, "#"))
			r.comments.WriteByte('\n')
		}
		r.comment(n.Child())
	}
}

// expression takes over one line of the file.
func (r *reader) expression(e *unstable.Node) {
	var path []string
	at := -1
	for it := e.Key(); it.Next(); {
		if at < 0 {
			at = int(it.Node().Raw.Offset)
		}
		path = append(path, string(it.Node().Data))
	}
	key := strings.Join(path, ".")
	pair := e.Kind == unstable.KeyValue
	switch {
	case pair && key == "version":
		r.version(at, e.Value())
		return
	case r.first != nil:
		return
	case !pair:
		r.wrong(at, "there are no [sections] in this file", "remove the line with the brackets and keep the keys under it")
		return
	}
	info, known := checklist.Info(checklist.Field(key))
	if !known {
		r.unknown(at, key)
		return
	}
	if line, twice := r.lines[key]; twice {
		r.wrong(at, fmt.Sprintf("%s stands on line %d already", key, line), "keep one of the two")
		return
	}
	r.lines[key], _ = r.position(at)
	typed, ok := answer(info, e.Value())
	if !ok {
		if raw := e.Value().Raw; raw.Length > 0 {
			at = int(raw.Offset)
		}
		r.wrong(at, key+" is "+wanted(info), fmt.Sprintf("write it like %s = %s", key, oneLine(info)))
		return
	}
	if info.Field == checklist.FieldNotSecret {
		r.said = typed
		return
	}
	r.draft = r.draft.With(info.Field, typed)
}

func (r *reader) version(at int, v *unstable.Node) {
	n, err := strconv.Atoi(string(v.Data))
	switch {
	case v.Kind != unstable.Integer || n < 1 && err == nil:
		r.wrong(at, "version is a number from 1", fmt.Sprintf("write it like version = %d", formatVersion))
	case err != nil || n > formatVersion:
		r.first = r.damage(at, "a newer zdg made this file", "update zdg, or name another file with --file")
		r.first.kind = ErrNewer
	}
}

func (r *reader) unknown(at int, key string) {
	near := nearest(key)
	if namesSecret(key) && near != string(checklist.FieldSecretLives) {
		r.wrong(at, "a secret does not belong in this file", "remove the line, and make a new secret if others could read it")
		return
	}
	fix := "remove the line; zdg init writes a file with every key"
	if near != "" {
		fix = "write " + near + ", or take the line out"
	}
	r.wrong(at, fmt.Sprintf("%q is not a key of this file", redact.Clean(key, 40)), fix)
}

// wrong notes what is wrong at the byte at; the first note stays.
func (r *reader) wrong(at int, problem, fix string) {
	if r.first == nil {
		r.first = r.damage(at, problem, fix)
	}
}

func (r *reader) damage(at int, problem, fix string) *Damage {
	d := &Damage{Path: r.name, Problem: problem, Fix: fix, kind: ErrDamaged}
	if at >= 0 {
		d.Line, d.Column = r.position(at)
	}
	return d
}

// position is the line and the column, in characters, of the byte at.
func (r *reader) position(at int) (line, column int) {
	before := r.text[:min(at, len(r.text))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// offset is the byte at a line and a column in bytes, both from 1.
func (r *reader) offset(line, column int) int {
	start := 0
	for ; line > 1; line-- {
		start += bytes.IndexByte(r.text[start:], '\n') + 1
	}
	return start + column - 1
}

func invalidUTF8(text []byte) int {
	for at := 0; at < len(text); {
		c, n := utf8.DecodeRune(text[at:])
		if c == utf8.RuneError && n == 1 {
			return at
		}
		at += n
	}
	return -1
}

// plain is go-toml's complaint in words for somebody who does not know TOML.
func plain(complaint string) string {
	complaint = strings.TrimPrefix(complaint, "toml: ")
	for _, row := range []struct{ theirs, ours string }{
		{"expected '=' after key", "expected = after a key"},
		{"at start of value", "expected a value; text is written in double quotes"},
		{"expected value", "expected a value"},
		{"strings cannot have new lines", "the closing quote of this line is missing"},
		{"not terminated", "the closing quotes are missing"},
		{"invalid escape character", "a backslash in double quotes is written twice"},
		{"array is incomplete", "the closing ] of a list is missing"},
		{"after array value", "expected a comma between the items of a list, or its closing ]"},
		{"expected newline", "expected the end of the line after a value"},
		{"control characters", "there is a control character"},
	} {
		if strings.Contains(complaint, row.theirs) {
			return row.ours
		}
	}
	return redact.Clean(complaint, 120)
}
