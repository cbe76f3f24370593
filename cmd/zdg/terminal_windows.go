package main

import (
	"os"
	"time"
)

// inputReady returns nil: a Windows console also reports keys that are not a whole line yet.
func inputReady(*os.File) func(time.Duration) bool { return nil }

// Windows has no job control: a process is never stopped and continued.

func onResume(func()) (stop func()) { return func() {} }

func hideInput(*os.File) {}

func foreground(...*os.File) bool { return true }

var backgroundSignals []os.Signal

func stopSelf() {}
