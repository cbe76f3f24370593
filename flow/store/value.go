package store

import (
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"zdg/checklist"
)

// answer is a value of the file as it would have been typed; false when it is
// of a type that makes no answer to this question.
func answer(info checklist.FieldInfo, v *unstable.Node) (string, bool) {
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

// wanted says of which type the answer to a question is.
func wanted(info checklist.FieldInfo) string {
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

// oneLine is the example of a question, as short as it can be written.
func oneLine(info checklist.FieldInfo) string {
	if info.Shape == checklist.ShapeLines {
		return "[" + quote(info.Example) + "]"
	}
	return value(info, info.Example)
}
