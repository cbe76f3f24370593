package main

import "github.com/atotto/clipboard"

func writeClipboard(text string) error { return clipboard.WriteAll(text) }

func readClipboard() (string, error) { return clipboard.ReadAll() }
