// A module of its own, so that its path sorts before those of all others: see early.go.
module a.zdg/early

go 1.26.0
