package main

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
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

type listed struct {
	ImportPath, Dir  string
	Imports, GoFiles []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Imports,GoFiles", "zdg/...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
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

// TestNoNameIsIdle: an exported constant or variable that no code but tests uses goes. The
// name of a zero value may stand for the sake of its siblings.
func TestNoNameIsIdle(t *testing.T) {
	used, declared := map[string]int{}, map[string]token.Position{}
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.Ident:
					used[n.Name]++
				case *ast.ValueSpec:
					zero := len(n.Values) == 1 && slices.Contains([]string{`""`, "iota"}, text(n.Values[0]))
					for _, id := range n.Names {
						if id.IsExported() && !zero {
							declared[id.Name] = fset.Position(id.Pos())
						}
					}
				}
				return true
			})
		}
	}
	for name, at := range declared {
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
