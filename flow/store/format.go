package store

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

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

// Write returns the text of zdg.toml for d: every question in the order in which it is asked,
// each with its comment, the unanswered ones as commented-out examples. Parse returns d again,
// character by character, except that bytes which are not UTF-8 become U+FFFD.
func Write(d checklist.Draft) []byte {
	var out bytes.Buffer
	out.WriteString(header)
	fmt.Fprintf(&out, "version = %d # of this file's format\n", formatVersion)
	var stage checklist.Stage
	for _, info := range checklist.Fields() {
		if info.Stage != stage {
			stage = info.Stage
			fmt.Fprintf(&out, "\n\n# %s\n", stageHeading(stage.Title()))
		}
		fmt.Fprintf(&out, "\n# %s\n", fieldComment(info))
		if typed := d.Get(info.Field); typed != "" {
			fmt.Fprintf(&out, "%s = %s\n", info.Field, tomlValue(info, typed))
			continue
		}
		example := fmt.Sprintf("%s = %s", info.Field, tomlValue(info, info.Example))
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

// stageHeading is the title of a stage with a line of hyphens after it.
func stageHeading(title string) string {
	return "--- " + title + " " + strings.Repeat("-", max(3, 72-len(title)))
}

// fieldComment is the comment for a question, in one line: what it is, what may be answered,
// and how much a request depends on it.
func fieldComment(info checklist.FieldInfo) string {
	text := info.Title + " - " + info.Comment
	switch info.Shape {
	case checklist.ShapeChoice:
		if slices.ContainsFunc(info.Choices, func(c string) bool { return !strings.Contains(text, c+":") }) {
			text += " (" + strings.Join(info.Choices, ", ") + ")"
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

// tomlValue writes an answer in TOML: as the type of its question where no information is
// lost, as a string otherwise.
func tomlValue(info checklist.FieldInfo, typed string) string {
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

// quote writes s as a basic string of TOML 1.0. It escapes what a reader would not see, or
// would see in another order: control and format characters (also the bidirectional ones),
// and every space other than U+0020.
func quote(s string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, r := range strings.ToValidUTF8(s, string(unicode.ReplacementChar)) {
		switch {
		case r == '"' || r == '\\':
			out.WriteByte('\\')
			out.WriteRune(r)
		case r == '\n':
			out.WriteString(`\n`)
		case r == '\r':
			out.WriteString(`\r`)
		case r == '\t':
			out.WriteString(`\t`)
		case r == ' ' || unicode.IsPrint(r):
			out.WriteRune(r)
		case r <= 0xffff:
			fmt.Fprintf(&out, `\u%04X`, r)
		default:
			fmt.Fprintf(&out, `\U%08X`, r)
		}
	}
	out.WriteByte('"')
	return out.String()
}
