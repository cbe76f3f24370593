package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The pages are made here, not by a command: the binary would carry what only a release
// needs. Cobra's generator takes indented lines of the help for running text, and needs
// three modules for it.

// manPages are all pages by file name. when is the day at their foot.
func manPages(root *cobra.Command, when time.Time) map[string]string {
	pages := map[string]string{}
	var add func(cmd *cobra.Command)
	add = func(cmd *cobra.Command) {
		if cmd.Name() == "help" || cmd.Hidden {
			return
		}
		cmd.InitDefaultHelpFlag()
		pages[manName(cmd)+".1"] = manPage(cmd, when)
		for _, sub := range cmd.Commands() {
			add(sub)
		}
	}
	add(root)
	return pages
}

func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage is the help of a command as man(7) has it.
func manPage(cmd *cobra.Command, when time.Time) string {
	var out strings.Builder
	section := func(title string) { out.WriteString(".SH " + title + "\n") }
	fmt.Fprintf(&out, ".TH %s 1 %s \"%s\" \"zdg manual\"\n", strings.ToUpper(manName(cmd)), when.UTC().Format(time.DateOnly), roff(tool()))
	section("NAME")
	fmt.Fprintf(&out, "%s \\- %s\n", roff(manName(cmd)), roff(cmd.Short))
	section("SYNOPSIS")
	fmt.Fprintf(&out, "\\fB%s\\fR\n", roff(cmd.UseLine()))
	if cmd.Runnable() && cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&out, ".br\n\\fB%s\\fR \\fIcommand\\fR\n", roff(cmd.CommandPath()))
	}
	section("DESCRIPTION")
	about, rows, after := exitsOf(cmp.Or(cmd.Long, cmd.Short))
	out.WriteString(roffText(about + after))
	section("OPTIONS")
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			out.WriteString(roffFlag(f))
		}
	})
	if rows != "" {
		section("EXIT STATUS")
		for row := range strings.Lines(rows) {
			code, meaning, _ := strings.Cut(strings.TrimSpace(row), " ")
			fmt.Fprintf(&out, ".TP 6\n%s\n%s\n", code, roff(strings.TrimSpace(meaning)))
		}
	}
	if cmd.Example != "" {
		section("EXAMPLES")
		out.WriteString(roffText(cmd.Example))
	}
	section("SEE ALSO")
	var others []string
	if cmd.HasParent() {
		others = append(others, manName(cmd.Parent()))
	}
	for _, sub := range cmd.Commands() {
		if sub.Name() != "help" && !sub.Hidden {
			others = append(others, manName(sub))
		}
	}
	for i, name := range others {
		others[i] = `\fB` + roff(name) + `\fR(1)`
	}
	out.WriteString(strings.Join(others, ",\n") + "\n")
	return out.String()
}

func roffFlag(f *pflag.Flag) string {
	value, usage := pflag.UnquoteUsage(f)
	names := `\fB` + roff("--"+f.Name) + `\fR`
	if f.Shorthand != "" {
		names = `\fB` + roff("-"+f.Shorthand) + `\fR, ` + names
	}
	if value != "" {
		names += ` \fI` + roff(value) + `\fR`
	}
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" {
		usage += " (default " + f.DefValue + ")"
	}
	return ".TP\n" + names + "\n" + roff(usage) + "\n"
}

// roffText keeps lines that are indented as they are, and fills the others.
func roffText(text string) string {
	var out strings.Builder
	kept, parted := false, false // parted: a paragraph has ended, and none has begun
	for line := range strings.Lines(strings.Trim(text, "\n")) {
		line = strings.TrimLeft(strings.TrimRight(line, "\n"), "#") // cobra has headings in its own help
		if line == "" {
			parted = true
			continue
		}
		indented := strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t")
		switch {
		case kept && !indented:
			out.WriteString(".fi\n.RE\n")
			if parted {
				out.WriteString(".PP\n")
			}
		case !kept && indented:
			out.WriteString(".PP\n.RS 2\n.nf\n")
		case parted:
			out.WriteString(".PP\n")
		}
		kept, parted = indented, false
		out.WriteString(roff(strings.TrimPrefix(strings.TrimSpace("." + line)[1:], "  ")) + "\n")
	}
	if kept {
		out.WriteString(".fi\n.RE\n")
	}
	return out.String()
}

// roff escapes a line: hyphens that can be copied, no backslash and no request of its own.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text
	}
	return text
}

// TestManPages: every command has a page with its flags, all pages are the same bytes when
// they are made again, and man reads them without complaint.
func TestManPages(t *testing.T) {
	// The day of the commit, as builds that can be repeated are told it.
	seconds, _ := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64) // 0 where none is told
	when := time.Unix(seconds, 0)
	pages := manPages(commandTree(t), when)
	if again := manPages(commandTree(t), when); !maps.Equal(pages, again) {
		t.Error("made again, the pages differ")
	}
	for _, cmd := range append(commandTree(t).Commands(), commandTree(t)) {
		page, ok := pages[manName(cmd)+".1"]
		if !ok {
			if cmd.Name() != "help" {
				t.Errorf("zdg %s has no page", cmd.Name())
			}
			continue
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(page, `\fB`+roff("--"+f.Name)+`\fR`) {
				t.Errorf("the page of zdg %s has no --%s", cmd.Name(), f.Name)
			}
		})
		if _, rows, _ := exitsOf(cmd.Long); (rows != "") != strings.Contains(page, ".SH EXIT STATUS\n.TP 6\n0\nall well\n") {
			t.Errorf("the page of zdg %s and its help differ in exit codes", cmd.Name())
		}
	}
	config := releaseConfig(t)
	for name, page := range pages {
		if !strings.Contains(config, "- man/"+name+"\n") {
			t.Errorf("Homebrew is not told of %s: see .goreleaser.yaml", name)
		}
		for line := range strings.Lines(page) {
			request, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			if strings.HasPrefix(line, ".") && !slices.Contains([]string{".TH", ".SH", ".TP", ".PP", ".RS", ".RE", ".nf", ".fi", ".br"}, request) {
				t.Errorf("%s takes a line of text for a request: %s", name, line)
			}
		}
		if groff, err := exec.LookPath("groff"); err == nil {
			cmd := exec.Command(groff, "-man", "-Tutf8", "-ww", "-z")
			cmd.Stdin = strings.NewReader(page)
			if said, err := cmd.CombinedOutput(); err != nil || len(said) > 0 {
				t.Errorf("%s: %v: %s", name, err, said)
			}
		}
		forRelease(t, filepath.Join("man", name), page)
	}
}

// exitsOf are the rows of the table of exit codes in a help text, with what comes before and after
// the table.
func exitsOf(help string) (before, rows, after string) {
	title, _, _ := strings.Cut(exitTable, "\n")
	before, rest, found := strings.Cut(help, title+"\n")
	if !found {
		return help, "", ""
	}
	rows, after, more := strings.Cut(rest, "\n\n")
	if more {
		after = "\n\n" + after
	}
	return before, rows, after
}
