package tui

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"zdg/flow"
	"zdg/flow/page"
)

// editor is a text that is being edited, and the cursor in it. It keeps every byte that it
// was given, valid UTF-8 or not, and only a key or a paste changes it. It never grows beyond
// flow.MaxAnswer: what would make it longer is refused as a whole. A key costs time in
// proportion to the length of the text at most; so does a paste, once.
type editor struct {
	text       string
	cursor     int        // a byte offset: the character that the cursor stands before
	edited     bool       // a key or a paste has changed the text since it was set
	tooLong    bool       // the last key or paste was refused, because of its length
	wantColumn int        // the column that up and down return to, from 1; 0: the cursor's own
	rows       []span     // as laid out on screen; nil: not laid out yet
	width      int        // in columns: for which rows are laid out
	top        int        // the first row in sight
	hang       int        // in columns: the indent of a row that goes on with the line above
	undoStack  []snapshot // the newest last
	redoStack  []snapshot // the newest last
	typingRun  bool       // the last change was a typed letter: the next letter belongs to it
}

// snapshot is a text to go back to, and the cursor in it.
type snapshot struct {
	text   string
	cursor int
}

// span is a part of a text, in bytes.
type span struct{ from, to int }

// maxUndo is how many changes can be undone.
const maxUndo = 100

// undo takes one change back (-1), or makes it again (+1). Letters that were typed one after
// the other are one change.
func (e *editor) undo(by int) {
	from, to := &e.undoStack, &e.redoStack
	if by > 0 {
		from, to = to, from
	}
	if len(*from) == 0 {
		return
	}
	*to = append(*to, snapshot{e.text, e.cursor})
	last := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	e.text, e.cursor, e.wantColumn, e.edited, e.rows, e.typingRun, e.tooLong = last.text, last.cursor, 0, true, nil, false, false
}

// line is the line that the cursor is in, without its line break.
func (e *editor) line() span {
	line := span{strings.LastIndexByte(e.text[:e.cursor], '\n') + 1, len(e.text)}
	if i := strings.IndexByte(e.text[e.cursor:], '\n'); i >= 0 {
		line.to = e.cursor + i
	}
	return line
}

// cutLine removes the line that the cursor is in, with the line break after it, or before the last.
func (e *editor) cutLine() {
	line := e.line()
	if line.to < len(e.text) {
		line.to++
	} else {
		line.from = max(line.from-1, 0)
	}
	e.replace(line.from, line.to, "")
}

// deletes reports whether a key removes text.
func deletes(k tea.KeyPressMsg) bool {
	return slices.Contains([]string{"backspace", "ctrl+h", "delete", "ctrl+d", "ctrl+w", "alt+backspace", "alt+d", "alt+delete", "ctrl+u", "ctrl+k"}, k.String())
}

// words are the parts of the text between white space.
func (e *editor) words() (all []span) {
	at := 0
	for word := range strings.FieldsSeq(e.text) {
		at += strings.Index(e.text[at:], word)
		all = append(all, span{at, at + len(word)})
		at += len(word)
	}
	return all
}

// cutWords removes the words that are bad. When none of them is by itself, all of the text
// goes.
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

// skipWord moves the cursor to the end of the word that it is in.
func (e *editor) skipWord() {
	for _, w := range e.words() {
		if w.from < e.cursor && e.cursor < w.to {
			e.cursor, e.wantColumn = w.to, 0
		}
	}
}

// set makes text what is edited, with the cursor at its end.
func (e *editor) set(text string) {
	*e = editor{text: text, cursor: len(text), width: e.width, hang: e.hang}
}

// insert puts text where the cursor is: all of it, or nothing if it is too long.
func (e *editor) insert(text string) { e.replace(e.cursor, e.cursor, text) }

// midLine reports whether there is text before the cursor in its line.
func (e *editor) midLine() bool { return e.cursor > 0 && e.text[e.cursor-1] != '\n' }

// replace puts text in the place of what is between two offsets.
func (e *editor) replace(from, to int, text string) {
	if e.tooLong = len(text) > to-from && len(e.text)-(to-from)+len(text) > flow.MaxAnswer; e.tooLong {
		return
	}
	if from == to && text == "" {
		return
	}
	if letter := from == to && len(text) <= 4 && text != "\n"; !letter || !e.typingRun {
		e.undoStack = append(e.undoStack, snapshot{e.text, e.cursor})
		if len(e.undoStack) > maxUndo {
			e.undoStack = e.undoStack[1:]
		}
		e.typingRun = letter
	}
	e.redoStack = nil
	e.text = e.text[:from] + text + e.text[to:]
	e.cursor, e.wantColumn, e.edited, e.rows = from+len(text), 0, true, nil
}

// key takes a key, and reports whether it had a use for it. Up in the first row and down in
// the last lead out of the text.
func (e *editor) key(k tea.KeyPressMsg) bool {
	line, goal := e.line(), 0
	switch k.String() {
	case "up", "down":
		e.layout()
		row := e.row()
		next := row - 1
		if k.String() == "down" {
			next = row + 1
		}
		if next < 0 || next >= len(e.rows) {
			return false
		}
		if goal = e.wantColumn; goal == 0 {
			goal = e.column(row) + 1
		}
		e.cursor = e.offset(next, goal-1)
	case "left", "ctrl+b":
		e.cursor = e.before()
	case "right", "ctrl+f":
		e.cursor = e.after()
	case "alt+left", "ctrl+left", "alt+b":
		e.cursor = e.wordBefore()
	case "alt+right", "ctrl+right", "alt+f":
		e.cursor = e.wordAfter()
	case "home", "ctrl+a":
		e.cursor = line.from
	case "end", "ctrl+e":
		e.cursor = line.to
	case "ctrl+home", "alt+<":
		e.cursor = 0
	case "ctrl+end", "alt+>":
		e.cursor = len(e.text)
	case "backspace", "ctrl+h":
		e.replace(e.before(), e.cursor, "")
	case "delete", "ctrl+d":
		e.replace(e.cursor, e.after(), "")
	case "ctrl+w", "alt+backspace":
		e.replace(e.wordBefore(), e.cursor, "")
	case "alt+d", "alt+delete":
		e.replace(e.cursor, e.wordAfter(), "")
	case "ctrl+u":
		e.replace(line.from, e.cursor, "")
	case "ctrl+k":
		e.replace(e.cursor, line.to, "")
	default:
		e.insert(k.Text)
		return k.Text != ""
	}
	e.wantColumn = goal
	return true
}

// after is the offset after the character at the cursor.
func (e *editor) after() int {
	switch {
	case e.cursor == len(e.text):
		return e.cursor
	case e.text[e.cursor] == '\n':
		return e.cursor + 1
	}
	n, _, _ := cell(e.text[e.cursor:])
	return e.cursor + n
}

// before is the offset of the character before the cursor.
func (e *editor) before() int {
	at := e.line().from
	if at == e.cursor {
		return max(at-1, 0)
	}
	for {
		n, _, _ := cell(e.text[at:])
		if at+n >= e.cursor {
			return at
		}
		at += n
	}
}

// wordBefore is the offset at which the word before the cursor begins.
func (e *editor) wordBefore() int {
	head := strings.TrimRightFunc(e.text[:e.cursor], unicode.IsSpace)
	if i := strings.LastIndexFunc(head, unicode.IsSpace); i >= 0 {
		_, n := utf8.DecodeRuneInString(head[i:])
		return i + n
	}
	return 0
}

// wordAfter is the offset at which the word after the cursor ends.
func (e *editor) wordAfter() int {
	tail := strings.TrimLeftFunc(e.text[e.cursor:], unicode.IsSpace)
	i := strings.IndexFunc(tail, unicode.IsSpace)
	if i < 0 {
		return len(e.text)
	}
	return len(e.text) - len(tail) + i
}

// layout breaks the text into rows: at spaces where there are some, else behind a slash.
func (e *editor) layout() {
	if e.rows != nil {
		return
	}
	width := max(e.width, 8)
	row, column := 0, 0 // the offset at which the row begins; its width so far
	type end struct{ at, column int }
	space, slash := end{-1, 0}, end{-1, 0} // behind its last of these: the offset, -1 for none, and the width there
	for i := 0; i < len(e.text); {
		if e.text[i] == '\n' {
			e.rows = append(e.rows, span{row, i})
			i++
			row, column, space.at, slash.at = i, 0, -1, -1
			continue
		}
		n, _, w := cell(e.text[i:])
		for column+w > width-e.indent(row) {
			cut := end{i, column}
			if e.text[i] != ' ' && space.at >= 0 {
				cut = space
			} else if e.text[i] != ' ' && slash.at >= 0 {
				cut = slash
			}
			e.rows = append(e.rows, span{row, cut.at})
			row, column, space.at, slash.at = cut.at, column-cut.column, -1, -1
		}
		column += w
		switch here := (end{i + n, column}); {
		case e.text[i] == ' ':
			space = here
		case e.text[i] == '/' && !strings.HasPrefix(e.text[i+n:], "/") && !strings.HasSuffix(e.text[:i], "/"):
			slash = here
		}
		i += n
	}
	e.rows = append(e.rows, span{row, len(e.text)})
}

// indent is that of the row which begins at an offset.
func (e *editor) indent(from int) int {
	if from > 0 && e.text[from-1] != '\n' {
		return e.hang
	}
	return 0
}

// row is the index of the row that the cursor is in. The text must be laid out.
func (e *editor) row() int {
	return sort.Search(len(e.rows), func(i int) bool { return e.rows[i].from > e.cursor }) - 1
}

// column is the column of the cursor, which is in this row.
func (e *editor) column(row int) int {
	column := e.indent(e.rows[row].from)
	for i := e.rows[row].from; i < e.cursor; {
		n, _, w := cell(e.text[i:])
		i += n
		column += w
	}
	return column
}

// offset is the offset of the character at a column of a row; that of the row's end when the
// row is shorter.
func (e *editor) offset(row, column int) int {
	r := e.rows[row]
	i := r.from
	for reached := e.indent(r.from); i < r.to; {
		n, _, w := cell(e.text[i:])
		if reached+w > column {
			return i
		}
		if i+n >= r.to && row+1 < len(e.rows) && e.rows[row+1].from == r.to {
			return i // the end of this row would be the beginning of the next
		}
		i += n
		reached += w
	}
	return i
}

// maxRows is how many rows of a text are in sight at most.
const maxRows = 8

// draw draws the rows in sight, and below them that something was too long.
func (e *editor) draw(p *canvas, focused bool) {
	if width := p.width - 1; width != e.width { // one column is for the cursor at the end of a full row
		e.width, e.rows = width, nil
	}
	e.layout()
	row := e.row()
	e.top = min(e.top, max(row-1, 0)) // a sign may cover the first row in sight, and the last
	e.top = max(min(max(e.top, row-maxRows+2), len(e.rows)-maxRows), 0)
	var lines []string
	for i, r := range e.rows[e.top:min(e.top+maxRows, len(e.rows))] {
		line := strings.Repeat(" ", e.indent(r.from)) + visible(e.text[r.from:r.to])
		if sign := e.sign(e.top + i); sign != "" {
			line = p.muted.Render(sign)
		}
		lines = append(lines, line)
	}
	var cursor *tea.Cursor
	if focused {
		cursor = cursorAt(e.column(row), row-e.top)
	}
	p.block(strings.Join(lines, "\n"), cursor)
	e.drawTooLong(p)
}

// sign stands in the place of the first row in sight where rows are above it, and of the last
// where rows are below; "" in that of the others.
func (e *editor) sign(row int) string {
	switch below := len(e.rows) - 1 - row; {
	case row == e.top && row > 0:
		return fmt.Sprintf("↑ %d more", row+1)
	case row == e.top+maxRows-1 && below > 0:
		return fmt.Sprintf("↓ %d more", below+1)
	}
	return ""
}

func (e *editor) drawTooLong(p *canvas) {
	if e.tooLong {
		p.remark(page.Bad, "✗", flow.TooLong)
	}
}
