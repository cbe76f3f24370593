package tui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"zdg/flow"
)

// editor is a text that is edited, and the cursor in it. It holds every byte that
// it was given, whatever that is, and changes only what a key or a paste
// changes. It takes no more than an answer may have, and what would make the
// text longer not in part. Each key costs time in the length of the text at
// most, a paste once.
type editor struct {
	text    string
	at      int    // of the cursor, in bytes: before which character it stands
	edited  bool   // a key or a paste changed the text since it was set
	refused bool   // the last key or paste was not taken, since it made the text too long
	goal    int    // column that up and down come back to, from 1; 0: that of the cursor
	rows    []span // of the screen; nil: to be laid out
	past    []was  // what it was before, the newest last
	future  []was  // what was undone, the newest last
	typing  bool   // the last change was a letter: the next one belongs to it
	width   int    // for which rows are laid out
	top     int    // first row in sight
}

// was is a text that can be come back to, and the cursor in it.
type was struct {
	text string
	at   int
}

// undoMax is how many changes can be undone.
const undoMax = 100

// undo goes back (-1) or forth (+1) by one change; a run of letters is one.
func (e *editor) undo(by int) {
	from, to := &e.past, &e.future
	if by > 0 {
		from, to = to, from
	}
	if len(*from) == 0 {
		return
	}
	*to = append(*to, was{e.text, e.at})
	last := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	e.text, e.at, e.goal, e.edited, e.rows, e.typing, e.refused = last.text, last.at, 0, true, nil, false, false
}

// cutLine takes the line of the cursor out.
func (e *editor) cutLine() {
	from := strings.LastIndexByte(e.text[:e.at], '\n') + 1
	to := len(e.text)
	if i := strings.IndexByte(e.text[e.at:], '\n'); i >= 0 {
		to = e.at + i + 1
	} else if from > 0 {
		from--
	}
	e.replace(from, to, "")
}

// deletes reports whether a key takes text away.
func deletes(k tea.KeyPressMsg) bool {
	return slices.Contains([]string{"backspace", "ctrl+h", "delete", "ctrl+d", "ctrl+w", "alt+backspace", "alt+d", "alt+delete", "ctrl+u", "ctrl+k"}, k.String())
}

// words are the parts of the text without white space.
func (e *editor) words() (all []span) {
	from := -1
	for i, c := range e.text {
		switch space := unicode.IsSpace(c); {
		case space && from >= 0:
			all, from = append(all, span{from, i}), -1
		case !space && from < 0:
			from = i
		}
	}
	if from >= 0 {
		all = append(all, span{from, len(e.text)})
	}
	return all
}

// cutWords takes out the words of which bad holds; all of the text where it holds of none
// alone.
func (e *editor) cutWords(bad func(word string) bool) {
	found := false
	for _, w := range slices.Backward(e.words()) {
		if bad(e.text[w.from:w.to]) {
			e.replace(w.from, w.to, "")
			found = true
		}
	}
	if !found {
		e.replace(0, len(e.text), "")
	}
}

// leaveWord moves the cursor out of the word that it is in, to its end.
func (e *editor) leaveWord() {
	for _, w := range e.words() {
		if w.from < e.at && e.at < w.to {
			e.at, e.goal = w.to, 0
		}
	}
}

// span is a part of the text, in bytes.
type span struct{ from, to int }

// set makes text what is edited, with the cursor at its end.
func (e *editor) set(text string) { *e = editor{text: text, at: len(text), width: e.width} }

// insert puts text where the cursor is, all of it or, beyond the bound, nothing.
func (e *editor) insert(text string) { e.replace(e.at, e.at, text) }

// inLine reports whether there is something before the cursor in its line.
func (e *editor) inLine() bool { return e.at > 0 && e.text[e.at-1] != '\n' }

// replace puts text in the place of what stands between two offsets.
func (e *editor) replace(from, to int, text string) {
	if e.refused = len(text) > to-from && len(e.text)-(to-from)+len(text) > flow.MaxAnswer; e.refused {
		return
	}
	if from == to && text == "" {
		return
	}
	if letter := from == to && len(text) <= 4 && text != "\n"; !letter || !e.typing {
		e.past = append(e.past, was{e.text, e.at})
		if len(e.past) > undoMax {
			e.past = e.past[1:]
		}
		e.typing = letter
	}
	e.future = nil
	e.text = e.text[:from] + text + e.text[to:]
	e.at, e.goal, e.edited, e.rows = from+len(text), 0, true, nil
}

// key takes a key. It reports whether it had a use for it: up in the first row
// and down in the last lead out of the text.
func (e *editor) key(k tea.KeyPressMsg) bool {
	e.layout()
	row := e.row()
	line := span{strings.LastIndexByte(e.text[:e.at], '\n') + 1, len(e.text)}
	if i := strings.IndexByte(e.text[e.at:], '\n'); i >= 0 {
		line.to = e.at + i
	}
	goal := 0
	switch k.String() {
	case "up", "down":
		next := row - 1
		if k.String() == "down" {
			next = row + 1
		}
		if next < 0 || next >= len(e.rows) {
			return false
		}
		if goal = e.goal; goal == 0 {
			goal = e.column(row) + 1
		}
		e.at = e.offset(next, goal-1)
	case "left", "ctrl+b":
		e.at = e.before()
	case "right", "ctrl+f":
		e.at = e.after()
	case "alt+left", "ctrl+left", "alt+b":
		e.at = e.wordBefore()
	case "alt+right", "ctrl+right", "alt+f":
		e.at = e.wordAfter()
	case "home", "ctrl+a":
		e.at = line.from
	case "end", "ctrl+e":
		e.at = line.to
	case "ctrl+home", "alt+<":
		e.at = 0
	case "ctrl+end", "alt+>":
		e.at = len(e.text)
	case "backspace", "ctrl+h":
		e.replace(e.before(), e.at, "")
	case "delete", "ctrl+d":
		e.replace(e.at, e.after(), "")
	case "ctrl+w", "alt+backspace":
		e.replace(e.wordBefore(), e.at, "")
	case "alt+d", "alt+delete":
		e.replace(e.at, e.wordAfter(), "")
	case "ctrl+u":
		e.replace(line.from, e.at, "")
	case "ctrl+k":
		e.replace(e.at, line.to, "")
	default:
		e.insert(k.Text)
		return k.Text != ""
	}
	e.goal = goal
	return true
}

// after is the offset behind the character at the cursor.
func (e *editor) after() int {
	switch {
	case e.at == len(e.text):
		return e.at
	case e.text[e.at] == '\n':
		return e.at + 1
	}
	n, _, _ := cell(e.text[e.at:])
	return e.at + n
}

// before is the offset of the character before the cursor.
func (e *editor) before() int {
	if e.at == 0 || e.text[e.at-1] == '\n' {
		return max(e.at-1, 0)
	}
	e.layout()
	row := e.rows[e.row()]
	if row.from == e.at {
		row = e.rows[e.row()-1] // it goes on from the row above
	}
	at := row.from
	for at < e.at {
		n, _, _ := cell(e.text[at:])
		if at+n >= e.at {
			break
		}
		at += n
	}
	return at
}

// wordBefore is where the word before the cursor begins, wordAfter where the
// next one ends.
func (e *editor) wordBefore() int {
	head := strings.TrimRightFunc(e.text[:e.at], unicode.IsSpace)
	if i := strings.LastIndexFunc(head, unicode.IsSpace); i >= 0 {
		_, n := utf8.DecodeRuneInString(head[i:])
		return i + n
	}
	return 0
}

func (e *editor) wordAfter() int {
	tail := strings.TrimLeftFunc(e.text[e.at:], unicode.IsSpace)
	i := strings.IndexFunc(tail, unicode.IsSpace)
	if i < 0 {
		return len(e.text)
	}
	return len(e.text) - len(tail) + i
}

// layout breaks the text into rows, at spaces where there are some.
func (e *editor) layout() {
	if e.rows != nil {
		return
	}
	width := max(e.width, 8)
	row, column := 0, 0  // where the row begins, how wide it is so far
	space, upTo := -1, 0 // behind its last space, and how wide it is there
	for i := 0; i < len(e.text); {
		if e.text[i] == '\n' {
			e.rows = append(e.rows, span{row, i})
			i++
			row, column, space = i, 0, -1
			continue
		}
		n, _, w := cell(e.text[i:])
		for column+w > width {
			if space < 0 || e.text[i] == ' ' {
				space, upTo = i, column
			}
			e.rows = append(e.rows, span{row, space})
			row, column, space = space, column-upTo, -1
		}
		column += w
		if e.text[i] == ' ' {
			space, upTo = i+n, column
		}
		i += n
	}
	e.rows = append(e.rows, span{row, len(e.text)})
}

// row is the row that the cursor is in.
func (e *editor) row() int {
	from, to := 0, len(e.rows)-1
	for from < to {
		middle := (from + to + 1) / 2
		if e.rows[middle].from <= e.at {
			from = middle
		} else {
			to = middle - 1
		}
	}
	return from
}

// column is the column of the cursor in its row.
func (e *editor) column(row int) int {
	column := 0
	for i := e.rows[row].from; i < e.at; {
		n, _, w := cell(e.text[i:])
		i += n
		column += w
	}
	return column
}

// offset is the character of a row that stands in a column, or its end.
func (e *editor) offset(row, column int) int {
	r := e.rows[row]
	i := r.from
	for reached := 0; i < r.to; {
		n, _, w := cell(e.text[i:])
		if reached+w > column {
			return i
		}
		if i+n >= r.to && row+1 < len(e.rows) && e.rows[row+1].from == r.to {
			return i // the end of this row is the beginning of the next
		}
		i += n
		reached += w
	}
	return i
}

// rowsMax is how many rows of a text are in sight.
const rowsMax = 8

// draw writes the rows in sight, and under them why something was not taken.
func (e *editor) draw(p *paper, focused bool) {
	if width := p.width - 1; width != e.width { // a column for the cursor behind a full row
		e.width, e.rows = width, nil
	}
	e.layout()
	row := e.row()
	e.top = max(min(e.top, row, len(e.rows)-rowsMax), row-rowsMax+1, 0)
	var lines []string
	for _, r := range e.rows[e.top:min(e.top+rowsMax, len(e.rows))] {
		lines = append(lines, visible(e.text[r.from:r.to]))
	}
	var cursor *tea.Cursor
	if focused {
		cursor = bar(e.column(row), row-e.top)
	}
	p.block(0, strings.Join(lines, "\n"), cursor)
	e.drawRefused(p)
}

func (e *editor) drawRefused(p *paper) {
	if e.refused {
		p.hang(0, p.bad.Render("✗ "), p.bad, flow.TooLong)
	}
}
