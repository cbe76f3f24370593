package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the linker when a release is built.
var version = ""

// versionText is the version: from the linker, or as Go recorded it, or "dev".
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	return "dev"
}

// tool is how zdg calls itself in results.
func tool() string { return "zdg " + versionText() }

func newVersion(a *app) *cobra.Command {
	var verbose bool
	cmd := &cobra.Command{
		Use: "version", Short: "Print the version", Args: noArguments,
		Long:    "Print the version, the Go it was built with, and the platform it is for.",
		Example: "  zdg version\n  zdg version --verbose",
		RunE:    func(*cobra.Command, []string) error { return a.printVersion(verbose) },
	}
	cmd.Flags().BoolVar(&verbose, "verbose", false, "also print the commit, its time and the modules, as far as the build recorded them")
	return cmd
}

// printVersion prints the version, and with verbose what the build recorded.
func (a *app) printVersion(verbose bool) error {
	out := &errWriter{w: a.out}
	fmt.Fprintf(out, "%s %s %s/%s\n", tool(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if info, ok := debug.ReadBuildInfo(); ok && verbose {
		settings := map[string]string{}
		for _, s := range info.Settings {
			settings[s.Key] = s.Value
		}
		if commit := settings["vcs.revision"]; commit != "" {
			if settings["vcs.modified"] == "true" {
				commit += ", with changes"
			}
			fmt.Fprintf(out, "commit %s\ntime   %s\n", commit, settings["vcs.time"])
		}
		for _, m := range info.Deps {
			fmt.Fprintf(out, "module %s %s\n", m.Path, m.Version)
		}
	}
	return out.failed()
}
