// Package launch starts a developer's program, unchanged, so that its requests to https://NAME.zendesk.com arrive at a
// stage on this machine, and ends it together with every process that it started.
//
// There are several ways to redirect a program, tried one after the other: see [Step]. Which HTTP clients each of them
// reaches was tried on 2026-11-26 and is listed in docs/rehearse.md.
//
// Files are written only into a folder that the caller removes: certificate bundles without a key, the files that Node,
// Python and Ruby load first, and those that replace system files inside a namespace. The system's own files are never
// changed.
package launch
