package main

import (
	"flag"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// texts are the string literals of the program that have words in them, by package:
// whatever a person can meet is made of them.
func texts(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	eachGoFile(t, func(path string, _ *token.FileSet, file *ast.File) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		name, err := filepath.Rel(filepath.Join("..", ".."), filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		name = filepath.ToSlash(name)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec, *ast.Field: // paths and tags
				return false
			case *ast.CallExpr:
				if f, is := n.Fun.(*ast.Ident); is && slices.Contains([]string{"pattern", "setOf", "contains", "startsWith", "endsIn"}, f.Name) { // none is shown
					return false
				}
				if f, is := n.Fun.(*ast.SelectorExpr); is && (f.Sel.Name == "MustCompile" || f.Sel.Name == "HasPrefix" || f.Sel.Name == "Contains") {
					return false // what is looked for is not said
				}
			case *ast.ValueSpec:
				if strings.HasPrefix(n.Names[0].Name, "idea") || strings.HasPrefix(n.Names[0].Name, "storiesOf") { // what is heard in a text
					return false
				}
			case *ast.BasicLit, *ast.BinaryExpr:
				if text, whole := literal(n.(ast.Expr)); whole {
					if isText(text) {
						found[name] = append(found[name], text)
					}
					return false
				}
			}
			return true
		})
	})
	return found
}

// literal is a text, put together from its parts; … stands for what is put into it. False: it
// is no text.
func literal(e ast.Expr) (text string, is bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.BinaryExpr:
		if e.Op != token.ADD {
			return "", false
		}
		left, isLeft := literal(e.X)
		right, isRight := literal(e.Y)
		if !isLeft {
			left = "…"
		}
		if !isRight {
			right = "…"
		}
		return left + right, isLeft || isRight
	}
	return "", false
}

var word = regexp.MustCompile(`\pL{2,}[,.;:!?]? \pL`)

func isText(s string) bool { return word.MatchString(s) && !strings.HasPrefix(s, "<!") }

// TestTexts lists every text, so that a change of words is seen in one diff.
func TestTexts(t *testing.T) {
	var b strings.Builder
	all := texts(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		slices.Sort(all[name])
		fmt.Fprintf(&b, "%s\n", name)
		for _, text := range slices.Compact(all[name]) {
			fmt.Fprintf(&b, "\t%s\n", strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n\t"))
		}
	}
	for _, ours := range jargon.FindAllString(b.String(), -1) {
		t.Errorf("%q is a word of the code, for which a person has another", ours)
	}
	sameAsGolden(t, b.String())
}

// sameAsGolden compares as golden does, but shows only the lines that differ: golden shows
// both files whole, thousands of lines of them. Lines in another order are not shown.
func sameAsGolden(t *testing.T, got string) {
	t.Helper()
	if flag.Lookup("update").Value.String() == "true" {
		golden.RequireEqual(t, got)
		return
	}
	file, err := os.ReadFile(filepath.Join("testdata", t.Name()+".golden"))
	if want := strings.ReplaceAll(string(file), "\r\n", "\n"); err != nil || want != got {
		// No Fatal: in a cleanup it would end the test before it can say anything.
		t.Errorf("not as in testdata/%[1]s.golden. Run with -run %[1]s -update, and read what changed:\n%[2]s", t.Name(), differingLines(want, got))
	}
}

// differingLines are the lines that only one of two texts has, or has more often.
func differingLines(want, got string) string {
	var b strings.Builder
	count := map[string]int{}
	for line := range strings.Lines(want) {
		count[line]++
	}
	for line := range strings.Lines(got) {
		if count[line]--; count[line] < 0 {
			fmt.Fprintf(&b, "+%q\n", line)
		}
	}
	for line := range strings.Lines(want) {
		if count[line] > 0 {
			count[line]--
			fmt.Fprintf(&b, "-%q\n", line)
		}
	}
	return b.String()
}

// jargon are words of the code that no text has for a person.
var jargon = regexp.MustCompile(`(?i)\b(mend(ed|s)?|drafts?|evidence|verdicts?|subject of)\b`)

// TestTextsNameNoSourceByItsKey: Z14h and the like say nothing to who reads a text alone. Whoever
// writes one says whose page it is and of when; the key stands in a comment.
func TestTextsNameNoSourceByItsKey(t *testing.T) {
	key := regexp.MustCompile(`\([^()]*\b[ZT]\d+[a-z]?\b[^()]*\)|\b[ZT]\d+[a-z]? against`)
	for name, all := range texts(t) {
		for _, text := range all {
			if found := key.FindString(text); found != "" {
				t.Errorf("%s: %s in %q", name, found, text)
			}
		}
	}
}
