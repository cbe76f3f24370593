package main

import (
	"os"
	"time"
)

// waiting is nil: a console of Windows also reports keys that are no line yet.
func waiting(*os.File) func(time.Duration) bool { return nil }

// There is no job control: a process is never stopped and sent on.

func resumed(func()) (stop func()) { return func() {} }

func darken(*os.File) {}

func foreground(...*os.File) bool { return true }

var background []os.Signal

func stopSelf() {}
