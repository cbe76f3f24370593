package main

import (
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

// newRoot builds the tree of commands. It keeps cobra's own templates: setting others would
// link text/template, 2.3 MB.
func newRoot(a *app) *cobra.Command {
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
	root.AddCommand(
		newPractice(a), newTest(a), newCheck(a), newReport(a), newInit(a), newVerify(a), newRehearse(a), newExplain(a), newFacts(a), newVersion(a),
	)
	rejectTypos(root)
	return root
}
