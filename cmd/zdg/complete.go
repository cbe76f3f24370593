package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
	"zdg/flow/rehearse"
)

// complete offers shells the values of a flag, which must have been added before. values is
// called only when a shell asks, so that a start costs nothing.
func complete(cmd *cobra.Command, flag string, values func() []cobra.Completion) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return withPrefix(values(), typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}) // it fails for a flag that does not exist
}

func withPrefix(values []cobra.Completion, typed string) []cobra.Completion {
	return slices.DeleteFunc(values, func(v cobra.Completion) bool { return !strings.HasPrefix(v, typed) })
}

// fixedValues are values for complete that are always the same.
func fixedValues(values ...cobra.Completion) func() []cobra.Completion {
	return func() []cobra.Completion { return slices.Clone(values) }
}

// completeFiles has shells offer files for a flag. For all other flags they offer none.
func completeFiles(cmd *cobra.Command, flag string) {
	_ = cmd.RegisterFlagCompletionFunc(flag, anyFile) // it fails for a flag that does not exist
}

func anyFile(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func kinds() []cobra.Completion {
	return []cobra.Completion{string(zendesk.Public), string(zendesk.Confidential)}
}

// described are values with what each is; of names it, and says so.
func described[T any](all []T, of func(T) (name, what string)) []cobra.Completion {
	var values []cobra.Completion
	for _, one := range all {
		values = append(values, cobra.CompletionWithDesc(of(one)))
	}
	return values
}

func scopeNames() []cobra.Completion {
	return described(zendesk.ScopeTable(), func(s zendesk.Scope) (string, string) { return s.Name, s.What })
}

func checkIDs() []cobra.Completion {
	return described(checklist.Checks(), func(k checklist.Check) (string, string) { return k.ID, k.Title })
}

func codes() []cobra.Completion {
	return described(explain.All(), func(d explain.Diagnosis) (string, string) { return string(d.Code), d.What })
}

// completeFaults completes --fault: the last of several faults, divided by commas.
func completeFaults(cmd *cobra.Command) {
	_ = cmd.RegisterFlagCompletionFunc("fault", func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		var all []cobra.Completion
		for _, f := range practice.Faults() {
			if !slices.Contains(strings.Split(before, ","), f.Name) {
				all = append(all, cobra.CompletionWithDesc(before+f.Name, f.Summary))
			}
		}
		return withPrefix(all, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}) // it fails for a flag that does not exist
}

// scenarioNames are the scenarios of zdg rehearse, each group of them, such as refresh, before
// its first one.
func scenarioNames() []cobra.Completion {
	var all []cobra.Completion
	groups := map[string]bool{}
	for _, s := range rehearse.Scenarios() {
		if group, _, found := strings.Cut(s.ID, "-"); found && !groups[group] {
			groups[group] = true
			all = append(all, cobra.CompletionWithDesc(group, "all of this group"))
		}
		all = append(all, cobra.CompletionWithDesc(s.ID, s.Title))
	}
	return all
}
