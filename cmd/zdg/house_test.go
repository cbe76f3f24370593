package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"zdg/checklist/zendesk"
)

// arrows is who may import whom among our own packages. It points one way:
// cmd, tui, flow, checklist.
var arrows = map[string][]string{
	"zdg/cmd/zdg": {
		"zdg/tui", "zdg/tui/plain", "zdg/flow", "zdg/flow/page", "zdg/flow/measure", "zdg/flow/account", "zdg/flow/store",
		"zdg/flow/practice", "zdg/flow/rehearse", "zdg/flow/rehearse/stage", "zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk",
	},
	"zdg/tui":                  {"zdg/flow", "zdg/flow/page", "zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/tui/plain":            {"zdg/flow", "zdg/flow/page", "zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow":                 {"zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow/page":            {"zdg/flow", "zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow/measure":         {"zdg/flow/account", "zdg/flow/loopback", "zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow/account":         {"zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow/loopback":        {"zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow/store":           {"zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow/practice":        {},
	"zdg/flow/rehearse":        {"zdg/flow/practice", "zdg/flow/rehearse/launch", "zdg/flow/rehearse/stage", "zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/flow/rehearse/launch": {},
	"zdg/flow/rehearse/stage":  {"zdg/flow/practice"},
	"zdg/checklist":            {"zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/checklist/explain":    {"zdg/checklist/redact", "zdg/checklist/zendesk"},
	"zdg/checklist/redact":     {},
	"zdg/checklist/zendesk":    {},
}

// pure are the packages that know neither machine nor clock.
var pure = []string{"zdg/flow", "zdg/flow/page", "zdg/checklist", "zdg/checklist/explain", "zdg/checklist/redact", "zdg/checklist/zendesk"}

// goPackage is what go list says of one of ours.
type goPackage struct {
	ImportPath, Dir  string
	Imports, GoFiles []string
}

// ourPackages are asked for once: go list takes a second.
var ourPackages = sync.OnceValues(func() (all []goPackage, err error) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "zdg/...").Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var p goPackage
		if err := dec.Decode(&p); err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
})

func packages(t *testing.T) []goPackage {
	t.Helper()
	all, err := ourPackages()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// eachGoFile parses every file of the code, those for other systems and tests with it.
func eachGoFile(t *testing.T, visit func(path string, fset *token.FileSet, file *ast.File)) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go"):
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err == nil {
			visit(path, fset, file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestArrowsPointOneWay(t *testing.T) {
	seen := 0
	for _, p := range packages(t) {
		allowed, known := arrows[p.ImportPath]
		if !known {
			t.Errorf("%s is not in the table of arrows: say what it may import", p.ImportPath)
			continue
		}
		seen++
		for _, i := range p.Imports {
			if strings.HasPrefix(i, "zdg/") && !slices.Contains(allowed, i) {
				t.Errorf("%s imports %s, against the arrows", p.ImportPath, i)
			}
			if strings.HasPrefix(i, "charm.land/") && p.ImportPath != "zdg/tui" {
				t.Errorf("%s imports %s: only tui may", p.ImportPath, i)
			}
		}
	}
	if seen != len(arrows) {
		t.Errorf("%d of %d packages in the table exist", seen, len(arrows))
	}
}

// TestNoNameIsUnused: code, not only tests, uses each exported constant and variable. The
// name of a zero value may stand for the sake of its siblings.
func TestNoNameIsUnused(t *testing.T) {
	used, exported := map[string]int{}, map[string]token.Position{}
	eachGoFile(t, func(path string, fset *token.FileSet, file *ast.File) {
		if strings.HasSuffix(path, "_test.go") {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Ident:
				used[n.Name]++
			case *ast.ValueSpec:
				zero := len(n.Values) == 1 && slices.Contains([]string{`""`, "iota"}, text(n.Values[0]))
				for _, id := range n.Names {
					if id.IsExported() && !zero {
						exported[id.Name] = fset.Position(id.Pos())
					}
				}
			}
			return true
		})
	})
	for name, at := range exported {
		if used[name] == 1 { // where it is declared
			t.Errorf("%s: nothing uses %s", at, name)
		}
	}
}

// text is a literal or a name as it is written; "" for anything else.
func text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Value
	case *ast.Ident:
		return e.Name
	}
	return ""
}

func TestPurePackagesKnowNeitherMachineNorClock(t *testing.T) {
	for _, p := range packages(t) {
		if !slices.Contains(pure, p.ImportPath) {
			continue
		}
		for _, i := range p.Imports {
			if slices.Contains([]string{"os", "net", "net/http", "crypto/rand", "os/exec", "syscall"}, i) {
				t.Errorf("%s imports %s", p.ImportPath, i)
			}
		}
		for _, name := range p.GoFiles {
			for _, pos := range clockReads(t, filepath.Join(p.Dir, name)) {
				t.Errorf("%s reads the clock", pos)
			}
		}
	}
}

// clockReads finds uses of the clock in a file: time.Now and what hides it.
func clockReads(t *testing.T, path string) []string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := sel.X.(*ast.Ident)
		if ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "After", "Tick", "NewTimer", "NewTicker", "AfterFunc", "Sleep"}, sel.Sel.Name) {
			found = append(found, fset.Position(n.Pos()).String())
		}
		return true
	})
	return found
}

// TestEverySourceIsCited: a page of Zendesk that the code names nowhere would be read again each year for
// nothing.
func TestEverySourceIsCited(t *testing.T) {
	words := map[string]bool{}
	eachGoFile(t, func(path string, _ *token.FileSet, _ *ast.File) {
		if strings.HasPrefix(filepath.Base(path), "sources") { // where they are declared
			return
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for word := range strings.FieldsFuncSeq(string(text), func(r rune) bool { return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			words[word] = true
			for part := range strings.SplitSeq(word, "-") {
				words[part] = true
			}
		}
	})
	for _, s := range zendesk.Sources() {
		if !words[s.Key] {
			t.Errorf("nothing is said with the source %s: say the fact where it is used, or take the page away", s.Key)
		}
	}
}
