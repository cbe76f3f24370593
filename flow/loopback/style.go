package loopback

import (
	"crypto/sha256"
	"encoding/base64"
)

// style is the style sheet of every page: one narrow column in the system's font, sizes
// relative to the reader's font size, a light and a dark colour scheme. Every colour has a
// contrast of at least 4.5:1 with its background.
const style = `
:root{color-scheme:light dark;--ground:#f6f7f8;--card:#fff;--line:#d9dee2;--text:#1d2328;--muted:#5c6670;--ok:#037f52;--bad:#b3261e;--quiet:#17494d}
@media (prefers-color-scheme:dark){:root{--ground:#101214;--card:#171717;--line:#33383d;--text:#e8eaec;--muted:#a7b0ba;--ok:#5fd69a;--bad:#ff8a80;--quiet:#7fd1b9}}
*{box-sizing:border-box}
body{margin:0;padding:1.5rem 1rem;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--text);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{width:100%;max-width:34rem;padding:1.75rem 2rem;background:var(--card);border:1px solid var(--line);border-top:.3rem solid var(--sign);border-radius:.6rem}
.ok{--sign:var(--ok)}.bad{--sign:var(--bad)}.quiet{--sign:var(--quiet)}
.head{margin:0 0 1rem;color:var(--muted);font-size:.875rem}
h1{display:flex;gap:.6rem;margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
.mark{color:var(--sign)}
p{margin:0 0 .75rem}
dl{margin:1.25rem 0;padding:1rem 0 0;border-top:1px solid var(--line)}
dt{color:var(--muted);font-size:.875rem}
dd{margin:0 0 .9rem}
.fix{font-weight:600}
.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.then{margin:1.25rem 0 0;color:var(--muted)}
@media (max-width:30rem){body{padding:.75rem;place-items:start stretch}main{padding:1.25rem}}
`

// contentPolicy returns a Content-Security-Policy (CSP Level 3) that allows the style sheet,
// by its hash, and an empty icon, so that browsers do not request one; nothing else.
func contentPolicy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; " +
		"img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
