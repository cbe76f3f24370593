package main

import (
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
)

// freeAddress is an address on loopback that nobody holds at the moment, with a port below
// those that a system hands out by itself to whoever connects meanwhile. None is given twice within
// thousands, since the test listens there later; other packages, tested at the same time, take others.
func freeAddress(t testing.TB) string {
	t.Helper()
	for range 200 {
		port := 17000 + ports.Add(1)%7000
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			_ = l.Close() // the test is to listen there
			return l.Addr().String()
		}
	}
	t.Fatal("no port is free")
	return ""
}

// ports counts through those that are handed out: tests side by side get one each.
var ports = func() *atomic.Uint32 {
	var first atomic.Uint32
	first.Store(rand.Uint32N(7000))
	return &first
}()

// visit opens an address as a browser does and returns the page it ends on.
func visit(address string) string {
	answer, err := http.Get(address)
	if err != nil {
		return ""
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil {
		return ""
	}
	return string(page)
}

// quiet takes what servers of tests complain about.
var quiet = log.New(io.Discard, "", 0)

func portIsFree(t *testing.T, callback string) {
	t.Helper()
	u, err := url.Parse(callback)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", u.Host)
	if err != nil {
		t.Errorf("the port is still taken: %v", err)
		return
	}
	_ = l.Close()
}
