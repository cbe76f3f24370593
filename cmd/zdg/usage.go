package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"zdg/checklist/zendesk"
)

// rejectTypos makes every mistyped word an error that names what was probably meant, also where
// cobra would print a page of help and exit with 0. It is to be called when the tree of commands
// is complete.
func rejectTypos(root *cobra.Command) {
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

// noArguments refuses arguments, for commands that take only flags.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("%[1]s takes no arguments: give values as flags, see %[1]s --help", cmd.CommandPath())
}

// flagError says which flag was probably meant. It repeats no value of a flag, which may be a
// secret.
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
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		switch near := nearest(name, names); {
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
		if kind := invalid.GetFlag().Value.Type(); kind == "duration" {
			return usagef("--%s is no duration: write it such as 90s or 5m", invalid.GetFlag().Name)
		} else {
			return usagef("--%s does not take this value, it is a %s: %s", invalid.GetFlag().Name, kind, see)
		}
	}
	return usagef("the flags cannot be read: %s", see)
}

// nearest is the word that was most likely meant; "" when typed is like none.
func nearest(typed string, words []string) string {
	best, distance := "", len(typed)/2+1
	for _, w := range words {
		d := zendesk.Slips(typed, w)
		if strings.HasPrefix(w, typed) && len(typed) > 1 {
			d = 1
		}
		if d < distance {
			best, distance = w, d
		}
	}
	return best
}

// unknown is the error for a value that is not one of words. all is the command that lists them.
func unknown(what, typed string, words []string, all string) error {
	if near := nearest(typed, words); near != "" {
		return usagef("there is no %s %q: did you mean %s? %s names all", what, typed, near, all)
	}
	return usagef("there is no %s %q: %s names all", what, typed, all)
}

// formatFlag adds --format, which is the first of these unless it is given, and refuses any other.
func formatFlag(cmd *cobra.Command, format *string, usage string, allowed ...string) {
	cmd.Flags().StringVar(format, "format", allowed[0], usage)
	complete(cmd, "format", fixedValues(allowed...))
	cmd.PreRunE = func(*cobra.Command, []string) error { return oneOf("--format", *format, allowed...) }
}

// oneOf refuses a value that is not allowed for a flag.
func oneOf(flag, value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	last := len(allowed) - 1
	return usagef("%s %q is not known: use %s or %s", flag, value, strings.Join(allowed[:last], ", "), allowed[last])
}
