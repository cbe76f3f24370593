// Package store keeps what a person would not want to give twice: the answers
// in zdg.toml ([File]), and in the user's state folder what was measured
// ([EvidenceStore]), the lock that keeps two zdg off one file ([Lock]) and the
// traces of test tokens that may still live.
//
// Every file is written whole or not at all: into a new file beside it, synced,
// then renamed over the old one. What cannot be read is never overwritten:
// zdg.toml is left as it is, evidence is moved aside. No secret and no token is
// ever in any of them.
package store
