// Package launch starts a developer's program, unchanged, so that its requests to https://NAME.zendesk.com arrive at a
// stage on this machine, and ends it with everything that came of it.
//
// How a program is led is a ladder, see [Step]: which clients each step reaches was tried on 2026-11-26 and stands in
// docs/rehearse.md. Nothing is written but into a folder that the caller removes: bundles of certificates without a
// key, the files that are loaded first, and those that stand in the place of the system's in a namespace; the system's own
// stay as they are.
package launch
