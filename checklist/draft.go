package checklist

import (
	"maps"
	"slices"
	"strings"

	"zdg/checklist/zendesk"
)

// Draft holds the developer's answers as typed, right or wrong, so that nothing typed is
// lost and the checks can judge it. There is no secret in it. The zero Draft is empty. A
// Draft is a value: With returns a changed copy, and a Draft may be read concurrently.
type Draft struct {
	typed map[Field]string
	watch *watch // during one Judge only
}

// watch belongs to one call of Judge. It notes when a check reads one of the answers that
// must not be judged, and keeps results that several checks need (see memoized).
type watch struct {
	fields []Field // must not be judged
	read   Field   // the first of them that was read
	kept   map[string]kept
}

// kept is a result, and the first of the watched answers that was read for it.
type kept struct {
	value any
	read  Field
}

// watched returns the draft with a watch over these answers.
func (d Draft) watched(fields []Field) (Draft, *watch) {
	d.watch = &watch{fields: fields, kept: map[string]kept{}}
	return d, d.watch
}

// memoized returns what from makes of the draft, computed once in each call of Judge.
func memoized[T any](d Draft, key string, from func() T) T {
	w := d.watch
	if w == nil {
		return from()
	}
	k, made := w.kept[key]
	if !made {
		before := w.read
		w.read = ""
		k.value = from()
		k.read, w.read = w.read, before
		w.kept[key] = k
	}
	if w.read == "" {
		w.read = k.read
	}
	return k.value.(T)
}

// Get is the answer as typed; "" when there is none. Lists are one item per line.
func (d Draft) Get(f Field) string {
	if w := d.watch; w != nil && w.read == "" && slices.Contains(w.fields, f) {
		w.read = f
	}
	return d.typed[f]
}

// Lines returns the lines of the answer without the blank ones and without the white space
// around each. The slice must not be changed.
func (d Draft) Lines(f Field) []string {
	return memoized(d, "lines of "+string(f), func() []string {
		var lines []string
		for line := range strings.Lines(d.Get(f)) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		return slices.Clip(lines)
	})
}

// Chosen is the answer to a question with choices, spelled as the program spells it, however
// it was typed in zdg.toml or a flag: "Public" is public. An answer that is none of the
// choices comes back as typed; "" when there is none. Nothing else reads choices.
func (d Draft) Chosen(f Field) string {
	typed := strings.TrimSpace(d.Get(f))
	if f == FieldKind {
		if k, err := zendesk.ParseKind(typed); err == nil {
			return string(k)
		}
		return typed
	}
	info, _ := Info(f)
	for _, choice := range choices(info) {
		if strings.EqualFold(strings.Trim(typed, "\"'`,"), choice) {
			return choice
		}
	}
	return typed
}

// Said reports whether a yes-or-no question was answered yes.
func (d Draft) Said(f Field) bool { return d.Chosen(f) == "yes" }

// IsPublic reports whether the draft declares a public client.
func (d Draft) IsPublic() bool { return d.Chosen(FieldKind) == string(zendesk.Public) }

// Has reports whether there is an answer that is more than white space.
func (d Draft) Has(f Field) bool { return strings.TrimSpace(d.Get(f)) != "" }

// answered returns every field with an answer, in the order in which they are asked.
func (d Draft) answered() []Field {
	var all []Field
	for _, info := range fields {
		if d.typed[info.Field] != "" {
			all = append(all, info.Field)
		}
	}
	return all
}

// DraftOf is a draft with these answers; "" is none.
func DraftOf(answers map[Field]string) Draft {
	d := Draft{typed: maps.Clone(answers)}
	maps.DeleteFunc(d.typed, func(_ Field, typed string) bool { return typed == "" })
	return d
}

// With returns the draft with f answered; "" removes the answer. If the developer had
// declared that the old answer is no secret (Declare), that ends with it.
func (d Draft) With(f Field, typed string) Draft {
	next := maps.Clone(d.typed)
	if next == nil {
		next = map[Field]string{}
	}
	if next[f] != typed && d.Declared(f) {
		if next[FieldNotSecret] = strings.Join(d.undeclared(f), "\n"); next[FieldNotSecret] == "" {
			delete(next, FieldNotSecret)
		}
	}
	if typed == "" {
		delete(next, f)
	} else {
		next[f] = typed
	}
	return Draft{typed: next}
}

// Equal reports whether two drafts hold the same answers.
func (d Draft) Equal(o Draft) bool { return maps.Equal(d.typed, o.typed) }
