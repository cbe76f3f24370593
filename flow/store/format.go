package store

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
	"time"

	"zdg/checklist"
)

// formatVersion is the version of the format of zdg.toml.
const formatVersion = 1

const header = `# The answers given to zdg, which gets a Zendesk OAuth client ready to go global.
# Run zdg in this folder to go on. zdg writes this file again, comments included,
# so change values, not comments. A key behind a # has no answer yet.
#
# Safe to commit: there is no secret in this file, and none belongs here.
#
# [required]  Zendesk documents that a request needs it
# [likely]    the request form is not public; it probably asks
# [process]   not on the form, but the way there depends on it

`

// Write is the text of zdg.toml for d: every question in the order in which it
// is asked, each under its comment, the unanswered ones as commented-out
// examples. Reading it back gives d again, character by character; only bytes
// that are not UTF-8, which TOML cannot hold, become U+FFFD.
func Write(d checklist.Draft) []byte {
	var out bytes.Buffer
	out.WriteString(header)
	fmt.Fprintf(&out, "version = %d # of this file's format\n", formatVersion)
	var stage checklist.Stage
	for _, info := range checklist.Fields() {
		if info.Stage != stage {
			stage = info.Stage
			fmt.Fprintf(&out, "\n\n# %s\n", ruled(stage.Title()))
		}
		fmt.Fprintf(&out, "\n# %s\n", comment(info))
		if typed := d.Get(info.Field); typed != "" {
			fmt.Fprintf(&out, "%s = %s\n", info.Field, value(info, typed))
			continue
		}
		example := fmt.Sprintf("%s = %s", info.Field, value(info, info.Example))
		for line := range strings.Lines(example) {
			out.WriteString("#" + line)
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// template is what `zdg init` writes: every key with its comment and an example, none
// of them answered. Nobody may change the bytes.
var template = sync.OnceValue(func() []byte { return Write(checklist.Draft{}) })

// ruled is a stage's heading: its title and a line to the width of the header.
func ruled(title string) string {
	return "--- " + title + " " + strings.Repeat("-", max(3, 72-len(title)))
}

// comment is a question's one line: what it is, what may be answered, and how
// much the request wants it.
func comment(info checklist.FieldInfo) string {
	text := info.Title + " - " + info.Comment
	switch info.Shape {
	case checklist.ShapeChoice:
		for _, c := range info.Choices {
			if !strings.Contains(text, c+":") {
				text += " (" + strings.Join(info.Choices, ", ") + ")"
				break
			}
		}
	case checklist.ShapeYesNo:
		text += " (true, false)"
	case checklist.ShapeDate:
		text += " (year-month-day)"
	}
	if info.Need != checklist.NeedOptional {
		text += " [" + string(info.Need) + "]"
	}
	return text
}

// value is an answer in TOML: as the type its question suggests where that
// says the same, as a string otherwise.
func value(info checklist.FieldInfo, typed string) string {
	switch info.Shape {
	case checklist.ShapeYesNo:
		switch typed {
		case "yes":
			return "true"
		case "no":
			return "false"
		}
	case checklist.ShapeDate:
		if _, err := time.Parse(time.DateOnly, typed); err == nil && typed[:4] != "0000" {
			return typed
		}
	case checklist.ShapeLines:
		var list strings.Builder
		list.WriteString("[\n")
		for item := range strings.SplitSeq(typed, "\n") {
			list.WriteString("  " + quote(item) + ",\n")
		}
		list.WriteString("]")
		return list.String()
	}
	return quote(typed)
}
