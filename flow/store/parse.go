package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	toml "github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"zdg/checklist"
	"zdg/checklist/redact"
)

// Parse reads the text of a zdg.toml; errors call it name. It accepts TOML 1.0 as people write
// it: a byte order mark, CRLF, any order of keys, a list as one string with line breaks, true
// and false or "yes" and "no", dates and whole numbers without quotes, and no version line.
// Unknown keys, values of another type and keys that name a secret are errors. Every error is
// a *Damage.
func Parse(name string, text []byte) (checklist.Draft, error) {
	r := reader{name: name, text: bytes.TrimPrefix(text, []byte("\ufeff")), lines: map[string]int{}}
	if err := r.read(); err != nil {
		return checklist.Draft{}, err
	}
	d := r.draft.With(checklist.FieldComments, r.comments.String())
	return d.With(checklist.FieldNotSecret, r.notSecret), nil // last: it is about the answers as they stand
}

// reader reads one file. go-toml checks the syntax of TOML, but gives no positions for the
// keys and values that it accepts, so the reader walks through its expressions.
type reader struct {
	name      string
	text      []byte
	parse     unstable.Parser
	draft     checklist.Draft
	notSecret string         // the answer to FieldNotSecret
	comments  bytes.Buffer   // comments that zdg did not write
	lines     map[string]int // where each key was first seen
	first     *Damage        // the first problem; reading goes on, to find the version
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
		err = r.parse.Error() // go-toml accepted the whole, so there should be none
	}
	if err == nil {
		return nil
	}
	var syntax *toml.DecodeError
	if !errors.As(err, &syntax) {
		return r.damage(-1, "this is not TOML", "fix it, or move the file away to start afresh")
	}
	line, column := syntax.Position()
	return r.damage(r.offset(line, column), plainProblem(syntax.Error()), fixLine)
}

// comment collects the comments that zdg did not write, of a node, its children and the nodes
// after it.
func (r *reader) comment(n *unstable.Node) {
	for ; n.Valid(); n = n.Next() {
		if n.Kind == unstable.Comment && !bytes.Contains(template(), n.Data) {
			r.comments.Write(bytes.TrimLeft(n.Data, "#"))
			r.comments.WriteByte('\n')
		}
		r.comment(n.Child())
	}
}

// expression reads a key with its value, and refuses any other expression.
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
		r.note(at, "there are no [sections] in this file", "remove the line with the brackets and keep the keys under it")
		return
	}
	info, known := checklist.Info(checklist.Field(key))
	if !known {
		r.unknown(at, key)
		return
	}
	if line, twice := r.lines[key]; twice {
		r.note(at, fmt.Sprintf("%s is on line %d already", key, line), "keep one of the two")
		return
	}
	r.lines[key], _ = r.position(at)
	typed, ok := answerOf(info, e.Value())
	if !ok {
		if raw := e.Value().Raw; raw.Length > 0 {
			at = int(raw.Offset)
		}
		r.note(at, key+" is "+wantedType(info), fmt.Sprintf("write it like %s = %s", key, exampleLine(info)))
		return
	}
	if info.Field == checklist.FieldNotSecret {
		r.notSecret = typed
		return
	}
	r.draft = r.draft.With(info.Field, typed)
}

func (r *reader) version(at int, v *unstable.Node) {
	n, err := strconv.Atoi(string(v.Data))
	switch {
	case v.Kind != unstable.Integer || n < 1 && err == nil:
		r.note(at, "version is a number from 1", fmt.Sprintf("write it like version = %d", formatVersion))
	case err != nil || n > formatVersion:
		r.first = r.damage(at, "a newer zdg made this file", "update zdg, or name another file with --file")
		r.first.kind = ErrNewer
	}
}

func (r *reader) unknown(at int, key string) {
	near := nearest(key)
	if namesSecret(key) && near != string(checklist.FieldSecretLives) {
		r.note(at, "a secret does not belong in this file", "remove the line, and make a new secret if others could read it")
		return
	}
	fix := "remove the line; zdg init writes a file with every key"
	if near != "" {
		fix = "write " + near + ", or take the line out"
	}
	r.note(at, fmt.Sprintf("%q is not a key of this file", redact.Clean(key, 40)), fix)
}

// note notes a problem at a byte of the text, unless there is one already.
func (r *reader) note(at int, problem, fix string) {
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

// position returns the line and the column, in characters and from 1, of a byte of the text.
func (r *reader) position(at int) (line, column int) {
	before := r.text[:min(at, len(r.text))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// offset returns the byte at a line and a column in bytes, both from 1.
func (r *reader) offset(line, column int) int {
	start := 0
	for ; line > 1; line-- {
		start += bytes.IndexByte(r.text[start:], '\n') + 1
	}
	return start + column - 1
}

// invalidUTF8 returns the first byte that is not UTF-8, -1 when there is none.
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

// plainProblem rewords an error of go-toml for somebody who does not know TOML.
func plainProblem(complaint string) string {
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

// answerOf returns a value of the file as it would have been typed; false when its type does
// not fit the question.
func answerOf(info checklist.FieldInfo, v *unstable.Node) (string, bool) {
	switch v.Kind {
	case unstable.String:
		return string(v.Data), true
	case unstable.Bool:
		word := "no"
		if string(v.Data) == "true" {
			word = "yes"
		}
		return word, info.Shape == checklist.ShapeYesNo || slices.Contains(info.Choices, word)
	case unstable.LocalDate:
		return string(v.Data), info.Shape == checklist.ShapeDate
	case unstable.Integer: // an id, a count, a ticket
		return string(v.Data), info.Shape == checklist.ShapeText
	case unstable.Array:
		if info.Shape != checklist.ShapeLines {
			return "", false
		}
		var items []string
		for it := v.Children(); it.Next(); {
			switch it.Node().Kind {
			case unstable.Comment:
			case unstable.String:
				items = append(items, string(it.Node().Data))
			default:
				return "", false
			}
		}
		return strings.Join(items, "\n"), true
	}
	return "", false
}

// wantedType names the type of the answer to a question.
func wantedType(info checklist.FieldInfo) string {
	switch info.Shape {
	case checklist.ShapeYesNo:
		return "true or false"
	case checklist.ShapeDate:
		return "a date"
	case checklist.ShapeLines:
		return "a list of texts"
	case checklist.ShapeChoice:
		return "one of " + strings.Join(info.Choices, ", ")
	}
	return "a text"
}

// exampleLine is the example for a question, in one line.
func exampleLine(info checklist.FieldInfo) string {
	if info.Shape == checklist.ShapeLines {
		return "[" + quote(info.Example) + "]"
	}
	return tomlValue(info, info.Example)
}
