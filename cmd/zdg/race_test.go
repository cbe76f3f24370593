//go:build race

package main

// raceDetector tells that memory is measured in vain: the detector takes several
// times as much.
const raceDetector = true
