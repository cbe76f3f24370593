//go:build race

package main

// raceDetector tells that the tests run under it: they are slower, and take several times as much memory.
const raceDetector = true
