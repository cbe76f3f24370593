package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// strict makes what is mistyped an error that names what was meant, with exit
// code 2, also where cobra would print a page of help and call it success. It is
// called once the tree of commands is whole.
func strict(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	root.Args = knownCommand
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Run, cmd.RunE = nil, helpOn
		case "completion":
			cmd.Args = cobra.ArbitraryArgs
			cmd.RunE = func(cmd *cobra.Command, args []string) error {
				if len(args) == 0 {
					return cmd.Help()
				}
				return usagef("there is no completion for %q: use bash, zsh, fish or powershell", args[0])
			}
		}
	}
	root.SetFlagErrorFunc(flagError)
}

// knownCommand refuses what is no command of root.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	root.SuggestionsMinimumDistance = 2
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		return usagef("there is no command %q: did you mean zdg %s? zdg help lists all", args[0], near[0])
	}
	if len(args[0]) > 20 {
		return usagef("there is no such command: zdg help lists all") // it may be a secret
	}
	return usagef("there is no command %q: zdg help lists all", args[0])
}

func helpOn(cmd *cobra.Command, args []string) error {
	root := cmd.Root()
	about, rest, err := root.Find(args)
	if err != nil || about == nil || len(rest) > 0 {
		return knownCommand(root, args)
	}
	about.InitDefaultHelpFlag()
	return about.Help()
}

// noArguments refuses arguments where values are flags.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("%[1]s takes no arguments: give values as flags, see %[1]s --help", cmd.CommandPath())
}

// flagError says which flag was meant. The values of flags are not repeated:
// somebody may have tried to give a secret as an argument.
func flagError(cmd *cobra.Command, err error) error {
	see := "see " + cmd.CommandPath() + " --help"
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		dashed := "--" + name
		if unknown.GetSpecifiedShortnames() != "" {
			dashed = "-" + name
		}
		switch near := nearFlag(cmd, name); {
		case strings.Contains(name, "secret"):
			return usagef("there is no flag %s, because others can see arguments: use %s, --secret-file or --secret-stdin", dashed, secretEnv)
		case near != "":
			return usagef("there is no flag %s: did you mean --%s? %s", dashed, near, see)
		default:
			return usagef("there is no flag %s: %s", dashed, see)
		}
	case errors.As(err, &missing):
		return usagef("--%s needs a value: %s", missing.GetSpecifiedName(), see)
	case errors.As(err, &invalid):
		return usagef("--%s does not take this value, it is a %s: %s", invalid.GetFlag().Name, invalid.GetFlag().Value.Type(), see)
	}
	return usagef("the flags cannot be read: %s", see)
}

// nearFlag is the flag of cmd that name is most like; "" when none is.
func nearFlag(cmd *cobra.Command, name string) string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return nearest(name, names)
}

// nearest is the word that was most likely meant; "" when none is like it.
func nearest(typed string, words []string) string {
	best, distance := "", len(typed)/2+1
	for _, w := range words {
		d := edits(typed, w)
		if strings.HasPrefix(w, typed) && len(typed) > 1 {
			d = 1
		}
		if d < distance {
			best, distance = w, d
		}
	}
	return best
}

// unknown is the error for a value that is not in a list; all says where the
// whole list is.
func unknown(what, typed string, words []string, all string) error {
	if near := nearest(typed, words); near != "" {
		return usagef("there is no %s %q: did you mean %s? %s names all", what, typed, near, all)
	}
	return usagef("there is no %s %q: %s names all", what, typed, all)
}

// edits is how many characters have to be changed to make b of a (Levenshtein).
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// oneOf refuses a value that is not among those allowed.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	last := len(allowed) - 1
	return usagef("%s %q is not known: use %s or %s", flag, value, strings.Join(allowed[:last], ", "), allowed[last])
}
