package flow

import (
	"zdg/checklist"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
)

// MaxAnswer bounds an answer, in bytes. What is longer is refused as a whole,
// when it is typed, pasted or told; what a file already holds is left as it is.
const MaxAnswer = 64 << 10

// TooLong says that an answer was refused for its length.
const TooLong = "not taken, since an answer can have at most 65536 bytes: what was there before stays"

// tooLong reports whether the answer is beyond the bound and does not make a
// longer one shorter.
func tooLong(s State, f checklist.Field, text string) bool {
	return len(text) > MaxAnswer && len(text) >= len(s.Draft.Get(f))
}

// typed takes what stands in a field that has not been left.
func typed(s State, e Typed) (State, []Effect) {
	before := forFile(s)
	s.Typing, s.Withheld = e, ""
	if s.Draft.Get(e.Field) == e.Text {
		s.Typing = Typed{}
	}
	now := forFile(s) // once: it reads the whole text, and a list comes line by line
	if s.Typing.Field != "" && now.Equal(s.Draft) && !tooLong(s, e.Field, e.Text) {
		s.Withheld = e.Field
	}
	if now.Equal(before) {
		return s, nil
	}
	return written(s, now)
}

// forFile is the draft as it goes to disk: the answers, and what is being typed.
// All text on its way into zdg.toml passes here.
func forFile(s State) checklist.Draft {
	if s.Typing.Field == "" || !maySave(s, s.Typing.Field, s.Typing.Text) {
		return s.Draft
	}
	return s.Draft.With(s.Typing.Field, s.Typing.Text)
}

// maySave reports whether what is being typed in f may be written before the
// field is left; as long as it may not, the file keeps the answer. A secret in the
// wrong field is never written by itself, nor is what may be going to be one; the
// one that the Runner holds is found by Session, which does not tell of it.
func maySave(s State, f checklist.Field, text string) bool {
	return !tooLong(s, f, text) && !checklist.LooksMisplaced(text, zendesk.Secret{}) && !redact.BeginsSecret(text)
}

// saving has the draft written, where there is a file.
func saving(s State) (State, []Effect) { return written(s, forFile(s)) }

func written(s State, d checklist.Draft) (State, []Effect) {
	if s.File == "" {
		return s, nil
	}
	s.Saved = false
	return s, []Effect{Save{Draft: d}}
}

// untype forgets what was typed in f: the file has the answer again.
func untype(s State, f checklist.Field) (State, []Effect) {
	if s.Typing.Field != f || f == "" {
		return s, nil
	}
	s.Typing = Typed{}
	return saving(s)
}
