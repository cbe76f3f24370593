package flow

import (
	"zdg/checklist"
	"zdg/checklist/redact"
)

// MaxAnswer bounds an answer, in bytes. A longer one is refused as a whole. What a file
// already holds is left as it is.
const MaxAnswer = 64 << 10

// TooLong says that an answer was refused for its length (MaxAnswer).
const TooLong = "not taken, since an answer can have at most 65536 bytes: what was there before stays"

// tooLong reports whether an answer is too long. One that shortens an even longer one is not.
func tooLong(s State, f checklist.Field, text string) bool {
	return len(text) > MaxAnswer && len(text) >= len(s.Draft.Get(f))
}

// typed takes the present text of a field that has not been left, and saves it where it may
// be saved.
func typed(s State, e Typed) (State, []Effect) {
	before := forFile(s)
	s.Typing, s.Withheld = e, ""
	if s.Draft.Get(e.Field) == e.Text {
		s.Typing = Typed{}
	}
	now := forFile(s) // only once, since it reads the whole text
	if s.Typing.Field != "" && now.Equal(s.Draft) && !tooLong(s, e.Field, e.Text) {
		s.Withheld = e.Field
	}
	if now.Equal(before) {
		return s, nil
	}
	return saveDraft(s, now)
}

// forFile returns the draft as it is saved: the answers, and what is being typed where that
// may be saved. All text for zdg.toml goes through here.
func forFile(s State) checklist.Draft {
	if s.Typing.Field == "" || !maySave(s, s.Typing.Field, s.Typing.Text) {
		return s.Draft
	}
	return s.Draft.With(s.Typing.Field, s.Typing.Text)
}

// maySave reports whether what is being typed in f may be saved before the field is left. It
// may not where it looks like a secret or may become one; the file keeps the answer then. The
// secret that the Runner holds does not get here: Session tells withheld instead of Typed.
func maySave(s State, f checklist.Field, text string) bool {
	return !tooLong(s, f, text) && !redact.LooksLikeSecret(text) && !redact.BeginsSecret(text)
}

// save saves the draft and what is being typed, where there is a file.
func save(s State) (State, []Effect) { return saveDraft(s, forFile(s)) }

func saveDraft(s State, d checklist.Draft) (State, []Effect) {
	if s.File == "" {
		return s, nil
	}
	s.Saved = false
	return s, []Effect{Save{Draft: d}}
}

// forgetTyping drops what is being typed in f, so that the file holds the answer again.
func forgetTyping(s State, f checklist.Field) (State, []Effect) {
	if s.Typing.Field != f || f == "" {
		return s, nil
	}
	s.Typing = Typed{}
	return save(s)
}
