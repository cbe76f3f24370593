package main

import (
	"errors"
	"os/exec"
	"strconv"
)

// exitCode is the exit code that an error of exec stands for.
func exitCode(err error) string {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return "0"
	case errors.As(err, &exit):
		return strconv.Itoa(exit.ExitCode())
	default:
		return err.Error()
	}
}
