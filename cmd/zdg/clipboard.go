//go:build !windows

package main

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// clipboardTools are the programs that write and read the clipboard, best first. The library that
// is used on Windows looks for them in every folder of PATH whenever a program starts; here they
// are looked for when there is something to copy.
var clipboardTools = []struct {
	copy, paste []string
	useful      func() bool // nil: wherever both are installed
}{
	{[]string{"pbcopy"}, []string{"pbpaste"}, func() bool { return runtime.GOOS == "darwin" }},
	{[]string{"wl-copy"}, []string{"wl-paste", "--no-newline"}, func() bool { return os.Getenv("WAYLAND_DISPLAY") != "" }},
	{[]string{"xclip", "-in", "-selection", "clipboard"}, []string{"xclip", "-out", "-selection", "clipboard"}, nil},
	{[]string{"xsel", "--input", "--clipboard"}, []string{"xsel", "--output", "--clipboard"}, nil},
	{[]string{"termux-clipboard-set"}, []string{"termux-clipboard-get"}, nil},
	{[]string{"clip.exe"}, []string{"powershell.exe", "Get-Clipboard"}, nil}, // Linux within Windows
}

// clipboardTool finds the programs that write and read the clipboard.
func clipboardTool() (copy, paste *exec.Cmd, _ error) {
	for _, t := range clipboardTools {
		if t.useful != nil && !t.useful() {
			continue
		}
		copy, paste = exec.Command(t.copy[0], t.copy[1:]...), exec.Command(t.paste[0], t.paste[1:]...)
		if copy.Err == nil && paste.Err == nil {
			return copy, paste, nil
		}
	}
	return nil, nil, errors.New("no program for the clipboard is installed")
}

func writeClipboard(text string) error {
	copy, _, err := clipboardTool()
	if err != nil {
		return err
	}
	copy.Stdin = strings.NewReader(text)
	return copy.Run()
}

func readClipboard() (string, error) {
	_, paste, err := clipboardTool()
	if err != nil {
		return "", err
	}
	text, err := paste.Output()
	if paste.Args[0] == "powershell.exe" { // it adds a line break
		return strings.TrimSuffix(string(text), "\r\n"), err
	}
	return string(text), err
}
