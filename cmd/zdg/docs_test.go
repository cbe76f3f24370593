package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zdg/checklist"
	"zdg/flow/practice"
	"zdg/flow/rehearse"
)

// updateDocs has the tests write what they hold: go test ./cmd/zdg -run Docs -update-docs.
var updateDocs = flag.Bool("update-docs", false, "write the tables and results in docs/")

const docsDir = "../../docs"

// parts are what pages of docs/ take from the code, each between two comments.
var parts = map[string]func(*testing.T) string{
	"keys":      ofCode(keysPart),
	"exits":     ofCode(exitsPart),
	"faults":    ofCode(faultsPart),
	"calls":     ofCode(callsPart),
	"tenants":   ofCode(tenantsPart),
	"scenarios": ofCode(scenariosPart),

	"dependencies": dependenciesPart,
}

// ofCode is a part that cannot fail.
func ofCode(part func() string) func(*testing.T) string {
	return func(*testing.T) string { return part() }
}

// partMarks finds a part: where it begins, its name, its text, and where it ends.
var partMarks = regexp.MustCompile(`(?s)(<!-- (\w+): written by [^\n]*-->\n)(.*?)(<!-- end of \w+ -->)`)

// TestDocsParts holds the tables of the pages against the code.
func TestDocsParts(t *testing.T) {
	used := map[string]bool{}
	for _, name := range pageNames(t) {
		text := readPage(t, name)
		want := partMarks.ReplaceAllStringFunc(text, func(found string) string {
			m := partMarks.FindStringSubmatch(found)
			write, ok := parts[m[2]]
			if !ok {
				t.Errorf("%s: there is no part %q", name, m[2])
				return found
			}
			used[m[2]] = true
			return m[1] + write(t) + m[4]
		})
		holdPage(t, name, text, want)
	}
	for part := range parts {
		if !used[part] {
			t.Errorf("no page has the part %q", part)
		}
	}
}

func pageNames(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(docsDir, "*.md"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no pages in %s: %v", docsDir, err)
	}
	var names []string
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	return names
}

func readPage(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(docsDir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// holdPage tells when a page is not what it should be, or makes it so.
func holdPage(t *testing.T, name, got, want string) {
	t.Helper()
	switch {
	case got == want:
	case *updateDocs:
		if err := os.WriteFile(filepath.Join(docsDir, name), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("docs/%s is not what the code says: go test ./cmd/zdg -run Docs -update-docs", name)
	}
}

// keysPart is a table of the keys of zdg.toml for each stage.
func keysPart() string {
	var out strings.Builder
	stage := checklist.Stage("")
	for _, info := range checklist.Fields() {
		if info.Stage != stage && info.Field != checklist.FieldLeftAt {
			stage = info.Stage
			fmt.Fprintf(&out, "\n### %s\n\n| Key | What it is | Value | Need | Example |\n|---|---|---|---|---|\n", stage.Title())
		}
		fmt.Fprintf(&out, "| `%s` | %s: %s | %s | %s | `%s` |\n",
			info.Field, info.Title, info.Comment, shapeWords(info), info.Need, exampleOf(info))
	}
	return out.String() + "\n"
}

// shapeWords says how a key is written.
func shapeWords(info checklist.FieldInfo) string {
	switch info.Shape {
	case checklist.ShapeLong:
		return "text, in one string"
	case checklist.ShapeLines:
		return "list of strings"
	case checklist.ShapeChoice:
		return "`\"" + strings.Join(info.Choices, "\"`, `\"") + "\"`"
	case checklist.ShapeYesNo:
		return "`true` or `false`"
	case checklist.ShapeDate:
		return "date, year-month-day"
	case checklist.ShapeFile:
		return "path, from the folder zdg runs in"
	default:
		return "string"
	}
}

func exampleOf(info checklist.FieldInfo) string {
	value := fmt.Sprintf("%q", info.Example)
	switch info.Shape {
	case checklist.ShapeLines:
		value = "[" + value + "]"
	case checklist.ShapeYesNo:
		value = fmt.Sprint(info.Example == "yes")
	case checklist.ShapeDate:
		value = info.Example
	}
	return fmt.Sprintf("%s = %s", info.Field, value)
}

// exitsPart is the table of exit codes that the help prints.
func exitsPart() string {
	var out strings.Builder
	out.WriteString("| Exit code | Meaning | A job |\n|---|---|---|\n")
	for line := range strings.Lines(exitTable) {
		code, meaning, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || strings.HasPrefix(line, "Exit") {
			continue
		}
		job := "fails"
		if code == "0" {
			job = "passes"
		}
		fmt.Fprintf(&out, "| %s | %s | %s |\n", code, strings.TrimSpace(meaning), job)
	}
	return out.String()
}

// scenariosPart is the table of scenarios of zdg rehearse.
func scenariosPart() string {
	var out strings.Builder
	out.WriteString("| Scenario | What is true when it passes | It hangs on | Rule |\n|---|---|---|---|\n")
	for _, s := range rehearse.Scenarios() {
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s (%s, %s, %s) |\n", s.ID, s.Title, strings.Join(s.Needs, ", "),
			s.Rule.Text, s.Rule.Source.Key, s.Rule.Source.AsOf.Format("2006-01-02"), s.Rule.Confidence)
	}
	return out.String()
}

// faultsPart is the table of failures that practice can switch on, with how a
// test ends then.
func faultsPart() string {
	var out strings.Builder
	out.WriteString("| Fault | What the account does | `zdg test` ends | Where it shows |\n|---|---|---|---|\n")
	for _, f := range practice.Faults() {
		ends, where := "", ""
		if i := slices.IndexFunc(faultRows, func(r faultRow) bool { return r.fault == f.Name }); i >= 0 {
			row := faultRows[i]
			ends, where = string(row.outcome), string(row.step)
			if row.code != "" {
				where += ", `" + row.code + "`"
			}
		}
		fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", f.Name, f.Summary, ends, where)
	}
	return out.String()
}

// tenantsPart is the table of the accounts that practice has beside the client's own.
func tenantsPart() string {
	var out strings.Builder
	out.WriteString("| Account | What is special about it |\n|---|---|\n")
	for _, t := range practice.ListTenants() {
		fmt.Fprintf(&out, "| `%s` | %s |\n", t.Name, t.Summary)
	}
	return out.String()
}
