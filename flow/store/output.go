package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"zdg/checklist"
	"zdg/checklist/redact"
)

// Output writes text to the file called path as zdg.toml is written: through symbolic links,
// whole or not at all, with mode 0600. A device or a pipe is written into. So is one of the
// files in open, such as standard output, under any name and at its present position.
//
// Output refuses to overwrite answers and results, under any name: the files in answers, what
// is in the state folder, and what is a zdg.toml or a file of evidence by its content. It also
// refuses a file that its owner may not write. The error says why, and what to do.
func Output(path string, text []byte, answers []string, open ...*os.File) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return outputError(path, err)
	case info.IsDir():
		return fmt.Errorf("%s is a folder: name a file in it", path)
	default:
		for _, f := range open {
			if own, err := f.Stat(); err == nil && os.SameFile(info, own) {
				return writeInto(path, f, text)
			}
		}
		if !info.Mode().IsRegular() || isDescriptor(path) {
			return writeStream(path, text)
		}
	}
	target, err := resolveLinks(path)
	if err != nil {
		return outputError(path, err)
	}
	if err := refuseTarget(path, target, info, answers); err != nil {
		return err
	}
	_, err = replace(realDisk{}, target, text)
	return outputError(path, err)
}

// refuseTarget returns an error when target must not be overwritten. info is nil when there is
// no such file yet.
func refuseTarget(path, target string, info fs.FileInfo, answers []string) error {
	for _, name := range append(answers, FileName) {
		if there, err := os.Stat(name); err == nil && info != nil && os.SameFile(info, there) {
			return fmt.Errorf("%s holds your answers: name another file for the report", path)
		}
	}
	if strings.EqualFold(filepath.Base(target), FileName) {
		return fmt.Errorf("%s has the name of the file with your answers: name another file for the report", path)
	}
	if state, err := StateDir(); err == nil && inFolder(target, state) {
		return fmt.Errorf("%s is in the folder of what zdg measured: name a file elsewhere for the report", path)
	}
	if info == nil {
		return nil
	}
	if info.Mode()&0o200 == 0 {
		return fmt.Errorf("%s is read-only, so nothing was written: make it writable, or name another file", path)
	}
	if what := heldByZdg(target); what != "" {
		return fmt.Errorf("%s holds %s: name another file for the report", path, what)
	}
	return nil
}

// inFolder reports whether target is in a folder, by whatever path.
func inFolder(target, folder string) bool {
	want, err := os.Stat(folder)
	if err != nil {
		return false
	}
	at, err := filepath.Abs(target)
	if err != nil {
		return false
	}
	for at != filepath.Dir(at) {
		at = filepath.Dir(at)
		if info, err := os.Stat(at); err == nil && os.SameFile(info, want) {
			return true
		}
	}
	return false
}

// measuredText finds a file of evidence or a note of tokens, even one that was cut off.
var measuredText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*\{\s*"schema"\s*:\s*"zdg\.(evidence|live)/`) })

// heldByZdg says which of zdg's own files this is, by its content; "" for any other file. The
// file may be damaged, cut off, or of another version: one line with a key of zdg.toml, even a
// misspelt one, makes it a file of answers. So do two such keys in YAML or JSON, since somebody
// may keep answers there; a single one occurs in other texts too.
func heldByZdg(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close() // read only
	text, err := io.ReadAll(io.LimitReader(f, evidenceMax))
	if err != nil {
		return ""
	}
	for _, mark := range []string{"\ufeff", "\xff\xfe", "\xfe\xff"} {
		text = bytes.TrimPrefix(text, []byte(mark))
	}
	text = bytes.ReplaceAll(text, []byte{0}, nil) // UTF-16
	var head struct {
		Schema string `json:"schema"`
	}
	if json.Unmarshal(text, &head) == nil {
		switch kind, _, _ := strings.Cut(head.Schema, "/"); kind {
		case "zdg.evidence", "zdg.live":
			return "what zdg measured"
		}
		var keys map[string]json.RawMessage
		if json.Unmarshal(text, &keys) == nil && len(answerKeys(maps.Keys(keys))) > 1 {
			return "what looks like answers to zdg"
		}
		return ""
	}
	if measuredText().Match(text) {
		return "what zdg measured"
	}
	if bytes.HasPrefix(text, []byte(header[:strings.IndexByte(header, '\n')])) {
		return "answers given to zdg"
	}
	lines := strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' || r == '\r' })
	for _, line := range lines {
		key, _, pair := strings.Cut(line, "=")
		key = strings.Trim(key, " \t\"'")
		if _, known := checklist.Info(checklist.Field(key)); pair && known {
			return "answers given to zdg"
		}
		if pair && key != "version" && nearest(key) != "" {
			return "what looks like answers to zdg with a misspelt key (" + redact.Clean(key, 40) + ")"
		}
	}
	yaml := func(yield func(string) bool) {
		for _, line := range lines {
			if key, value, pair := strings.Cut(line, ":"); pair && !strings.HasPrefix(value, "/") && !yield(strings.Trim(key, " \t\"'-")) {
				return
			}
		}
	}
	if len(answerKeys(yaml)) > 1 {
		return "what looks like answers to zdg"
	}
	return ""
}

// answerKeys returns which of these keys are keys of zdg.toml.
func answerKeys(keys iter.Seq[string]) map[string]bool {
	found := map[string]bool{}
	for key := range keys {
		if _, known := checklist.Info(checklist.Field(key)); known {
			found[key] = true
		}
	}
	return found
}

// isDescriptor reports whether path names an open file of this process, such as /dev/fd/1. It
// is written into, not replaced.
func isDescriptor(path string) bool {
	switch folder, _ := filepath.Split(filepath.Clean(path)); folder {
	case "/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/":
		return true
	}
	return false
}

// writeStream writes into a file that is not replaced. It may wait for a reader.
func writeStream(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return outputError(path, err)
	}
	return errors.Join(writeInto(path, f, text), outputError(path, f.Close()))
}

func writeInto(path string, w io.Writer, text []byte) error {
	_, err := w.Write(text)
	return outputError(path, err)
}

// outputError says what to do about an error; nil when there is none.
func outputError(path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the report cannot be written: %s: %w: name another file with --output", path, cause(err))
}
