package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"zdg/flow/store"
)

func newInit(a *app) *cobra.Command {
	f := &draftFlags{}
	cmd := &cobra.Command{
		Use: "init", Short: "Write a commented zdg.toml to fill in by hand", Args: noArguments,
		Long: `Write zdg.toml with every key, its comment and an example, to be filled in by
hand. A file that already exists is not changed. The secret does not belong
in it, so it is safe to commit.`,
		Example: `  zdg init
  zdg init --file client.toml`,
		RunE: func(*cobra.Command, []string) error {
			err := store.Init(f.path())
			if errors.Is(err, fs.ErrExist) {
				return usagef("%s already exists and was not changed: edit it, or name another with --file", f.path())
			}
			if err != nil {
				return &exitError{exitUsage, err}
			}
			_, err = fmt.Fprintf(a.err, "wrote %s: fill it in, then run zdg check%s\n", f.path(), f.fileArgs())
			return err
		},
	}
	f.addFile(cmd)
	return cmd
}
