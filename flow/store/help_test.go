package store

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"zdg/checklist"
)

// childVariable makes the test binary play another zdg process.
const childVariable = "ZDG_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	switch os.Getenv(childVariable) {
	case "lock":
		lock, err := Acquire(os.Args[1], os.Args[2])
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("locked")
		io.Copy(io.Discard, os.Stdin)
		lock.Release()
	case "save":
		for i := 0; ; i++ {
			if err := saveAt(os.Args[1], checklist.Draft{}.With(checklist.FieldName, fmt.Sprint(i))); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("saved")
		}
	default:
		os.Exit(m.Run())
	}
}

// child starts another process and waits until it has said lines lines, which
// are returned. It ends with the test.
func child(t *testing.T, role string, lines int, args ...string) (cmd *exec.Cmd, stdin io.Closer, said []string) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), childVariable+"="+role)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	reader := bufio.NewScanner(out)
	for len(said) < lines && reader.Scan() {
		said = append(said, reader.Text())
	}
	return cmd, in, said
}

// draft returns a draft of pairs of field and answer.
func draft(pairs ...string) checklist.Draft {
	var d checklist.Draft
	for i := 0; i < len(pairs); i += 2 {
		d = d.With(checklist.Field(pairs[i]), pairs[i+1])
	}
	return d
}

// put writes a file as another program would.
func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// get returns the text of a file.
func get(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// filesIn returns the names of the files in a folder.
func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// checkMode fails the test unless path has these permissions.
func checkMode(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	if runtime.GOOS == "windows" {
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != want {
		t.Errorf("%s has mode %o, want %o", filepath.Base(path), got, want)
	}
}
