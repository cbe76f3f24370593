module zdg

go 1.26.0

// What the program is built of.
require (
	// bubbletea 2.1 came to the proxy with the ultraviolet it needs in November 2026. It has not
	// been tried: tui guards against faults of 2.0.10, and each guard has to be looked at anew.
	charm.land/bubbles/v2 v2.2.1
	charm.land/bubbletea/v2 v2.0.10
	charm.land/lipgloss/v2 v2.0.6
	// The clipboard of Windows. Elsewhere it looks for programs at each start, so zdg does itself.
	github.com/atotto/clipboard v0.1.4
	github.com/charmbracelet/x/ansi v0.11.9
	// Its unstable package has the positions of keys, for errors with line and column;
	// it promises no compatibility, so raise it with care.
	github.com/pelletier/go-toml/v2 v2.4.3
	// The commands. Its template setters stay unused: they would link text/template, 2.3 MB.
	github.com/spf13/cobra v1.10.2
	github.com/spf13/pflag v1.0.9
	golang.org/x/oauth2 v0.37.0
	golang.org/x/sys v0.49.0
	golang.org/x/term v0.47.0
)

// Ours: initialized before every other package, so that no child inherits the secret.
require a.zdg/early v0.0.0

replace a.zdg/early => ./cmd/zdg/early

// Raised on purpose.
require (
	// The version picked otherwise leaves stale rows when a frame shrinks.
	github.com/charmbracelet/ultraviolet v0.0.0-20260910203606-6c9e17dc7a16 // indirect
	// v0.0.27 costs 27 ms at every start.
	github.com/mattn/go-runewidth v0.0.31 // indirect
)

// Tests only: none of these is in the program.
require (
	github.com/charmbracelet/colorprofile v0.4.3
	github.com/charmbracelet/x/exp/golden v0.1.0
	github.com/charmbracelet/x/vt v0.0.0-20260906004030-3986e9119cf9
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	github.com/creack/pty v1.1.24
	github.com/rogpeppe/go-internal v1.16.0
)

require (
	github.com/aymanbagabas/go-udiff v0.4.1 // indirect
	github.com/charmbracelet/x/exp/ordered v0.1.0 // indirect
	github.com/charmbracelet/x/term v0.2.2 // indirect
	github.com/charmbracelet/x/termios v0.1.1 // indirect
	github.com/charmbracelet/x/windows v0.2.2 // indirect
	github.com/clipperhouse/displaywidth v0.11.0 // indirect
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/lucasb-eyer/go-colorful v1.4.1 // indirect
	github.com/muesli/cancelreader v0.2.2 // indirect
	github.com/rivo/uniseg v0.4.7 // indirect
	github.com/xo/terminfo v1.0.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
	golang.org/x/tools v0.26.0 // indirect
)
