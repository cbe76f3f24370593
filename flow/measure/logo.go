package measure

import (
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // the formats that Admin Center takes (Z4)
	_ "image/jpeg" // …
	_ "image/png"  // …
	"io"
	"io/fs"
	"os"
	"strings"

	"zdg/checklist"
	"zdg/checklist/redact"
)

// Logo reads the format and the size of a logo file, in pixels and bytes. It reads only the
// beginning of the file. What is wrong with it is in Problem.
func Logo(path string) checklist.Logo {
	problem := func(what string) checklist.Logo {
		return checklist.Logo{Path: path, Problem: redact.Clean(what, 200)}
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return problem("there is no such file: give its path from the current folder")
	case err != nil:
		return problem("it cannot be read: " + reason(err))
	case !info.Mode().IsRegular():
		return problem("it is not a file: give the path of the image")
	}
	f, err := os.Open(path)
	if err != nil {
		return problem("it cannot be read: " + reason(err))
	}
	defer f.Close()
	return LogoOf(path, f, info.Size())
}

// LogoOf is Logo for an image that r reads, of size bytes; path is only a name for it.
func LogoOf(path string, r io.Reader, size int64) checklist.Logo {
	logo := checklist.Logo{Path: path, Bytes: size}
	config, format, err := image.DecodeConfig(io.LimitReader(r, 1<<20))
	if err != nil {
		logo.Problem = "its content is not JPG, GIF or PNG: convert it"
		return logo
	}
	logo.Format = strings.ToUpper(format)
	if logo.Format == "JPEG" {
		logo.Format = "JPG"
	}
	logo.Width, logo.Height = config.Width, config.Height
	return logo
}

// reason returns the text of an error without the path.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Sprint(p.Err)
	}
	return err.Error()
}
