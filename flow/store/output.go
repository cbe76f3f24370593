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

	"zdg/checklist"
	"zdg/checklist/redact"
)

// Output writes text to the file called path, as a zdg.toml is written: through
// symbolic links, wholly or not at all, with mode 0600. A device, a pipe or a
// socket's name is written into and stays what it is; one of the files in open,
// such as standard output, is written into under any name it has, at its place.
//
// A file that holds answers or results is left alone, whichever name it is given
// by: those of answers, what lies in the state folder, and what is a zdg.toml or
// a file of evidence by its content. So is one that its owner may not write. The
// error says so, and what to do.
func Output(path string, text []byte, answers []string, open ...*os.File) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return unwritten(path, err)
	case info.IsDir():
		return fmt.Errorf("%s is a folder: name a file in it", path)
	default:
		for _, f := range open {
			if own, err := f.Stat(); err == nil && os.SameFile(info, own) {
				return into(path, f, text)
			}
		}
		if !info.Mode().IsRegular() || descriptor(path) {
			return stream(path, text)
		}
	}
	target, err := follow(path)
	if err != nil {
		return unwritten(path, err)
	}
	if err := takes(path, target, info, answers); err != nil {
		return err
	}
	if _, err := replace(realDisk{}, target, text); err != nil {
		return unwritten(path, err)
	}
	return nil
}

// takes tells why target is no place for an output; nil when it is one. info is
// nil when there is no such file yet.
func takes(path, target string, info fs.FileInfo, answers []string) error {
	for _, name := range append(answers, FileName) {
		if there, err := os.Stat(name); err == nil && info != nil && os.SameFile(info, there) {
			return fmt.Errorf("%s holds your answers: name another file for the report", path)
		}
	}
	if strings.EqualFold(filepath.Base(target), FileName) {
		return fmt.Errorf("%s has the name of the file with your answers: name another file for the report", path)
	}
	if state, err := StateDir(); err == nil && within(target, state) {
		return fmt.Errorf("%s is in the folder of what zdg measured: name a file elsewhere for the report", path)
	}
	if info == nil {
		return nil
	}
	if info.Mode()&0o200 == 0 {
		return fmt.Errorf("%s is read-only, so nothing was written: make it writable, or name another file", path)
	}
	if what := kept(target); what != "" {
		return fmt.Errorf("%s holds %s: name another file for the report", path, what)
	}
	return nil
}

// within reports whether target lies in a folder, whatever the folder is called.
func within(target, folder string) bool {
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

// measuredText finds a file of zdg's measurements that was cut off.
var measuredText = regexp.MustCompile(`^\s*\{\s*"schema"\s*:\s*"zdg\.(evidence|live)/`)

// kept says what of zdg's own a file holds, by its content; "" for anything else.
// It may be damaged, cut off, or of another version: one line with a key of zdg.toml,
// if misspelt, makes a file of answers. So do two keys of it in YAML or JSON, which
// somebody keeps answers in; one may stand in any note.
func kept(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close() // read only
	text, err := io.ReadAll(io.LimitReader(f, maxEvidence))
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
	if measuredText.Match(text) {
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

// answerKeys are the keys among some that are keys of zdg.toml, spelled as there.
func answerKeys(keys iter.Seq[string]) map[string]bool {
	found := map[string]bool{}
	for key := range keys {
		if _, known := checklist.Info(checklist.Field(key)); known {
			found[key] = true
		}
	}
	return found
}

// descriptor reports whether path names a file that this process was started with
// open: it is written into, where its other writers are.
func descriptor(path string) bool {
	switch folder, _ := filepath.Split(filepath.Clean(path)); folder {
	case "/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/":
		return true
	}
	return false
}

// stream writes into what is not to be replaced. It may wait for a reader.
func stream(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return unwritten(path, err)
	}
	return errors.Join(into(path, f, text), closed(path, f))
}

func into(path string, w io.Writer, text []byte) error {
	if _, err := w.Write(text); err != nil {
		return unwritten(path, err)
	}
	return nil
}

func closed(path string, f *os.File) error {
	if err := f.Close(); err != nil {
		return unwritten(path, err)
	}
	return nil
}

func unwritten(path string, err error) error {
	return fmt.Errorf("the report cannot be written: %s: %w: name another file with --output", path, reason(err))
}
