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

// Logo looks into a logo file: format by content, and size in pixels and bytes.
// It reads the header alone. What is wrong stands in the result.
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

// LogoOf looks into the logo that r holds; path is only what it is called.
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

func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return fmt.Sprint(p.Err)
	}
	return err.Error()
}
