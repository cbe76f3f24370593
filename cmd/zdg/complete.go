package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zdg/checklist"
	"zdg/checklist/explain"
	"zdg/checklist/zendesk"
	"zdg/flow/practice"
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

// noValues are for a flag whose value only the person knows: no files are offered.
func noValues() []cobra.Completion { return nil }

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

func faultNames() []cobra.Completion {
	var all []cobra.Completion
	for _, f := range practice.Faults() {
		all = append(all, cobra.CompletionWithDesc(f.Name, f.Summary))
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
