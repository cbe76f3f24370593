package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is set by the linker when a release is built.
var version = ""

// versionText is the version, from the linker or from what Go recorded.
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
	cmd := &cobra.Command{
		Use: "version", Short: "Print the version", Args: noArguments,
		Long:    "Print the version, what it was built with, and what for.",
		Example: "  zdg version",
		RunE:    func(*cobra.Command, []string) error { return a.printVersion() },
	}
	cmd.SetFlagErrorFunc(flagError)
	return cmd
}

func (a *app) printVersion() error {
	out := &sticky{w: a.out}
	fmt.Fprintf(out, "%s %s %s/%s\n", tool(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return out.failed()
}
