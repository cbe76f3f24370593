package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/redact"
	"zdg/checklist/zendesk"
	"zdg/flow/rehearse"
)

type factsCommand struct {
	*app
	format, older string
}

func newFacts(a *app) *cobra.Command {
	c := &factsCommand{app: a}
	cmd := &cobra.Command{
		Use: "facts [SOURCE...]", Short: "List what zdg says about Zendesk by the age of its sources",
		Long: `List every page that zdg rests on, the oldest first, with the day it was read or
speaks of, and what rests on it, be it a rule, a meaning of an answer, a scope or
a note: what to read again, to keep zdg up to date. SOURCE is the name of a page
in a report, such as Z14c: then these are listed and no others.`,
		Example: `  zdg facts
  zdg facts Z14c Z1
  zdg facts --older 180d
  zdg facts --format json`,
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args) },
		ValidArgsFunction: func(_ *cobra.Command, given []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return sourceKeys(given, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().StringVar(&c.older, "older", "0d", "only pages read at least this many days ago, written as in `180d`")
	formatFlag(cmd, &c.format, "output `format`: text or json", "text", "json")
	complete(cmd, "older", fixedValues("90d", "180d", "365d"))
	return cmd
}

// sourceJSON is a page and what rests on it, as `zdg facts --format json` has it.
type sourceJSON struct {
	Key   string     `json:"key"`
	URL   string     `json:"url"`
	AsOf  string     `json:"as_of"`
	Age   int        `json:"age_days"`
	Facts []factJSON `json:"facts"` // none: see elsewhere
}

type factJSON struct {
	Kind       string `json:"kind"` // check, verify, scenario, answer, scope, note
	Name       string `json:"name"`
	Text       string `json:"text"`
	Confidence string `json:"confidence"`
}

func (c *factsCommand) run(named []string) error {
	number, inDays := strings.CutSuffix(c.older, "d")
	days, err := strconv.Atoi(number)
	if !inDays || err != nil || days < 0 {
		return usagef("--older %q is not a number of days: write it like 180d", redact.Clean(c.older, 40))
	}
	only, err := knownSources(named)
	if err != nil {
		return err
	}
	now := c.stamp()
	all := slices.DeleteFunc(restingOn(now), func(s sourceJSON) bool {
		if len(only) > 0 && !slices.Contains(only, s.Key) || len(only) == 0 && !ages(s.Key) {
			return true
		}
		return s.Age < days
	})
	if c.format == "json" {
		return writeJSON(c.out, struct {
			resultHead
			Older   int          `json:"older_days"`
			Sources []sourceJSON `json:"sources"`
		}{c.head("zdg.facts/1"), days, all})
	}
	out := &errWriter{w: c.out}
	for i, s := range all {
		if i > 0 {
			fmt.Fprintln(out)
		}
		fmt.Fprintf(out, "%s  %s, %s old\n", s.AsOf, s.Key, checklist.Count(s.Age, "day"))
		if s.URL != "" {
			fmt.Fprintln(out, "  "+s.URL)
		}
		if len(s.Facts) == 0 {
			hang(out, "  other     ", elsewhere+s.Key)
		}
		for _, f := range s.Facts {
			hang(out, fmt.Sprintf("  %-8s  ", f.Kind), f.Name+": "+f.Text+" ("+f.Confidence+")")
		}
	}
	if of := "source"; len(all) == 0 {
		if len(only) > 0 {
			of = "source of these"
		}
		fmt.Fprintf(out, "no %s is older than %s\n", of, checklist.Count(days, "day"))
	}
	return out.failed()
}

// ages reports whether a source is a page that has to be read again. Standards do not change, and
// our own knowledge of browsers, networks and files is no page.
func ages(key string) bool { return key != "ours" && !strings.HasPrefix(key, "RFC") }

// knownSources are the keys that are named, in any case.
func knownSources(named []string) ([]string, error) {
	var keys, small, found []string
	for _, s := range zendesk.Sources() {
		keys, small = append(keys, s.Key), append(small, strings.ToLower(s.Key))
	}
	for _, name := range named {
		if i := slices.Index(small, strings.ToLower(name)); i >= 0 {
			found = append(found, keys[i])
			continue
		}
		if len(name) > 20 {
			return nil, usagef("there is no such source: zdg facts lists all") // it may be a secret
		}
		err := usagef("there is no source %q: zdg facts lists all", name)
		if i := slices.Index(small, nearest(strings.ToLower(name), small)); i >= 0 {
			err = usagef("there is no source %q: did you mean %s? zdg facts lists all", name, keys[i])
		}
		return nil, err
	}
	return found, nil
}

// sourceKeys are the keys that begin with what was typed, in any case, but for those given.
func sourceKeys(given []string, typed string) []cobra.Completion {
	var all []cobra.Completion
	for _, s := range zendesk.Sources() {
		already := slices.ContainsFunc(given, func(g string) bool { return strings.EqualFold(g, s.Key) })
		if !already && strings.HasPrefix(strings.ToLower(s.Key), strings.ToLower(typed)) {
			all = append(all, cobra.CompletionWithDesc(s.Key, cmp.Or(s.URL, "no public address")))
		}
	}
	return all
}

// elsewhere is said of a source that no table names: what rests on it depends on an answer or a
// value, or is a remark about what another page says.
const elsewhere = "a cause, a value or a remark: search the code for "

// restingOn is every source, the oldest first, with what rests on it.
func restingOn(now time.Time) []sourceJSON {
	facts := map[string][]factJSON{}
	add := func(s zendesk.Source, kind, name, text string, c zendesk.Confidence) {
		facts[s.Key] = append(facts[s.Key], factJSON{kind, name, text, string(c)})
	}
	for _, k := range checklist.Checks() {
		add(k.Rule.Source, "check", k.ID, k.Rule.Text, k.Rule.Confidence)
	}
	for _, r := range checklist.ElsewhereRules() {
		add(r.Source, "verify", "zdg verify", r.Text, r.Confidence)
	}
	for _, s := range rehearse.Scenarios() {
		add(s.Rule.Source, "scenario", s.ID, s.Rule.Text, s.Rule.Confidence)
	}
	for _, d := range explain.All() {
		add(d.Source, "answer", string(d.Code), d.What, d.Confidence)
	}
	for _, s := range zendesk.ScopeTable() {
		add(s.Source, "scope", s.Name, s.What, s.Confidence)
		if page, confidence := zendesk.ProbeSource(s.Name); page.Key != "" {
			path, _, _ := zendesk.Probe(s.Name)
			add(page, "scope", s.Name, "opens GET "+path, confidence)
		}
	}
	for _, notes := range [][]checklist.Note{checklist.Afterwards(), checklist.Questions(), checklist.Unknowns()} {
		for _, n := range notes {
			add(n.Source, "note", n.Title, n.Text, n.Confidence)
		}
	}
	var all []sourceJSON
	for _, s := range zendesk.Sources() {
		all = append(all, sourceJSON{s.Key, s.URL, s.AsOf.Format(time.DateOnly), int(now.Sub(s.AsOf).Hours() / 24), append([]factJSON{}, facts[s.Key]...)})
	}
	slices.SortStableFunc(all, func(a, b sourceJSON) int { return cmp.Compare(a.AsOf, b.AsOf) })
	return all
}
