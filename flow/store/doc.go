// Package store keeps files: the answers in zdg.toml ([File]) and, in the user's state folder,
// what was measured ([EvidenceStore]), the lock that keeps two zdg processes off one zdg.toml
// ([Lock]), and notes of test tokens that may still work ([LiveToken]).
//
// Every file is written whole or not at all: into a new file beside it, synced, then renamed
// over the old one. What cannot be read is never overwritten: zdg.toml is left as it is,
// evidence is moved aside. None of the files ever holds a secret or a token.
package store
