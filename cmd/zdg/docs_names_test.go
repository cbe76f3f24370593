package main

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A name in a page: a file or folder of this repository, or what the code declares.
var (
	quoted   = regexp.MustCompile("`([^`\n]+)`")
	pathForm = regexp.MustCompile(`^(checklist|cmd|docs|flow|tui|\.github|\.ci)(/[\w.*-]+)*$`)
	nameForm = regexp.MustCompile(`^([a-z]+\.)?[A-Za-z][A-Za-z0-9]*$`)
)

// declared are the functions, types, variables and fields of the code, tests with it.
func declared(t *testing.T) map[string]bool {
	t.Helper()
	all := map[string]bool{}
	eachGoFile(t, func(_ string, _ *token.FileSet, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				all[n.Name.Name], all[file.Name.Name+"."+n.Name.Name] = true, true
			case *ast.TypeSpec:
				all[n.Name.Name], all[file.Name.Name+"."+n.Name.Name] = true, true
			case *ast.ValueSpec:
				for _, name := range n.Names {
					all[name.Name] = true
				}
			case *ast.Field:
				for _, name := range n.Names {
					all[name.Name] = true
				}
			}
			return true
		})
	})
	return all
}

// TestDocsNames: every file, name and test that the pages for those who change zdg name is there, and a
// test stands where they say it does.
func TestDocsNames(t *testing.T) {
	code := declared(t)
	named := regexp.MustCompile("(?s)((?:`\\w+`(?:,| and)?\\s+)+)in\\s+`([\\w/]+(?:\\.go)?)`")
	for page, atLeast := range map[string]int{"adding.md": 60, "layout.md": 40} {
		text := readPage(t, page)
		found := 0
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			name := m[1]
			switch {
			case pathForm.MatchString(name):
				if files, err := filepath.Glob(filepath.Join("../..", name)); err != nil || len(files) == 0 {
					t.Errorf("docs/%s: there is no %s", page, name)
				}
			case nameForm.MatchString(name) && !isWord(name):
				if !code[name] {
					t.Errorf("docs/%s: nothing in the code is called %s", page, name)
				}
			default:
				continue
			}
			found++
		}
		if found < atLeast {
			t.Errorf("docs/%s: only %d names were looked at", page, found)
		}
		for _, m := range named.FindAllStringSubmatch(text, -1) {
			for _, name := range quoted.FindAllStringSubmatch(m[1], -1) {
				if !stands(t, name[1], m[2]) {
					t.Errorf("docs/%s: %s is not in %s", page, name[1], m[2])
				}
			}
		}
	}
}

// isWord reports whether a quoted word is none of the code's: a package, a value, a command.
func isWord(name string) bool {
	switch name {
	case "ours", "package", "zdg", "stage", "launch":
		return true
	}
	return strings.HasSuffix(name, ".toml") || strings.HasSuffix(name, ".go")
}

// stands reports whether a name stands in a file, or a test in a package.
func stands(t *testing.T, name, where string) bool {
	t.Helper()
	pattern := filepath.Join("../..", where)
	if !strings.HasSuffix(where, ".go") {
		pattern, name = filepath.Join(pattern, "*_test.go"), "func "+name
	}
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("there is no %s", pattern)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if regexp.MustCompile(regexp.QuoteMeta(name) + `\b`).Match(text) {
			return true
		}
	}
	return false
}
