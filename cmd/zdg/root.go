package main

import (
	"slices"

	"github.com/spf13/cobra"
)

const rootLong = `zdg gets a Zendesk OAuth client ready to go global.

Without a command it opens the wizard, which goes on from ./zdg.toml: it checks
identifier and subdomain, makes sure that the secret is saved, tests the client
with a real authorization, and prints the checklist and the request summary.

  zdg practice                 the wizard on an account inside zdg: try it first
  zdg                          the wizard on your account
  zdg test                     the test authorization alone, line by line
  zdg check                    every check that needs no person
  zdg rehearse --help          your own program, put through what breaks connections
  zdg report > request.md      the whole report, again
  zdg explain 'No such client' what an answer of Zendesk means
  zdg verify acme-customer     after the approval: is it global yet, on other accounts

zdg talks to https://SUBDOMAIN.zendesk.com and to nothing else, and submits nothing.

`

type command struct {
	name string
	make func(*app) *cobra.Command
}

// commands are those of zdg.
var commands = []command{
	{"practice", newPractice},
	{"test", newTest},
	{"check", newCheck},
	{"report", newReport},
	{"init", newInit},
	{"verify", newVerify},
	{"rehearse", newRehearse},
	{"explain", newExplain},
	{"facts", newFacts},
	{"version", newVersion},
}

// newRoot builds the tree of commands. Of those it makes only the one that asked names, if it
// names one: all take five times as long, and no command knows of another. It keeps cobra's own
// templates: setting others would link text/template, 2.3 MB.
func newRoot(a *app, asked string) *cobra.Command {
	w := &wizardCommand{app: a}
	root := &cobra.Command{
		Use: "zdg", Short: "Get a Zendesk OAuth client ready to go global", Long: rootLong + exitTable,
		Args: cobra.NoArgs, SilenceErrors: true, SilenceUsage: true,
		RunE: w.run,
	}
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp) // files(…) names what takes one
	w.add(root)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	all := !slices.ContainsFunc(commands, func(c command) bool { return c.name == asked })
	for _, c := range commands {
		if all || c.name == asked {
			root.AddCommand(c.make(a))
		}
	}
	root.CompletionOptions.DisableDefaultCmd = !all
	rejectTypos(root)
	return root
}
