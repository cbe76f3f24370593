package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
	integration "zdg/flow/rehearse"
)

// complete tells shells the values of a flag that was added before; values is
// called when they ask, so that a start pays nothing for it.
func complete(cmd *cobra.Command, flag string, values func() []cobra.Completion) {
	_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return begun(values(), typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}) // it fails for a flag that does not exist
}

// begun are the values that begin as typed.
func begun(values []cobra.Completion, typed string) []cobra.Completion {
	return slices.DeleteFunc(values, func(v cobra.Completion) bool { return !strings.HasPrefix(v, typed) })
}

// fixed are values that need no table.
func fixed(values ...cobra.Completion) func() []cobra.Completion {
	return func() []cobra.Completion { return slices.Clone(values) }
}

// files has shells offer files for a flag; elsewhere they would only be in the way.
func files(cmd *cobra.Command, flags ...string) {
	for _, flag := range flags {
		_ = cmd.RegisterFlagCompletionFunc(flag, anyFile) // it fails for a flag that does not exist
	}
}

func anyFile(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

func kinds() []cobra.Completion {
	var all []cobra.Completion
	for _, k := range []zendesk.Kind{zendesk.Public, zendesk.Confidential} {
		all = append(all, string(k))
	}
	return all
}

func scopeNames() []cobra.Completion {
	var all []cobra.Completion
	for _, s := range zendesk.ScopeTable() {
		all = append(all, cobra.CompletionWithDesc(s.Name, s.What))
	}
	return all
}

func checkIDs() []cobra.Completion {
	var all []cobra.Completion
	for _, k := range checklist.Checks() {
		all = append(all, cobra.CompletionWithDesc(k.ID, k.Title))
	}
	return all
}

// faults completes the last of several faults that are separated by commas.
func faults(cmd *cobra.Command) {
	_ = cmd.RegisterFlagCompletionFunc("fault", func(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndex(typed, ",")+1]
		var all []cobra.Completion
		for _, f := range practice.Faults() {
			if !slices.Contains(strings.Split(before, ","), f.Name) {
				all = append(all, cobra.CompletionWithDesc(before+f.Name, f.Summary))
			}
		}
		return begun(all, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}) // it fails for a flag that does not exist
}

// scenarioNames are those of zdg rehearse; each group, such as refresh, stands before its first.
func scenarioNames() []cobra.Completion {
	var all []cobra.Completion
	groups := map[string]bool{}
	for _, s := range integration.Scenarios() {
		if group, _, found := strings.Cut(s.ID, "-"); found && !groups[group] {
			groups[group] = true
			all = append(all, cobra.CompletionWithDesc(group, "all of this group"))
		}
		all = append(all, cobra.CompletionWithDesc(s.ID, s.Title))
	}
	return all
}

func codes() []cobra.Completion {
	var all []cobra.Completion
	for _, d := range explain.All() {
		all = append(all, cobra.CompletionWithDesc(string(d.Code), d.What))
	}
	return all
}
