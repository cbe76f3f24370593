package account

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"

	"zdg/checklist/explain"
)

// wireServer answers on raw connections, so that it can cut them in the middle.
type wireServer struct {
	url string

	mu    sync.Mutex
	conns int
	posts int // token requests that arrived whole
}

// serveWire calls answer for each request, with the number of its connection and of the request
// on it, both from 1; when it returns false, the connection is reset.
func serveWire(t *testing.T, answer func(conn, request int, r *http.Request) (string, bool)) *wireServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &wireServer{url: "http://" + l.Addr().String()}
	var serving sync.WaitGroup
	t.Cleanup(func() { l.Close(); serving.Wait() })
	serving.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			s.mu.Lock()
			s.conns++
			conn := s.conns
			s.mu.Unlock()
			serving.Go(func() { s.talk(c, conn, answer) })
		}
	})
	return s
}

func (s *wireServer) talk(c net.Conn, conn int, answer func(conn, request int, r *http.Request) (string, bool)) {
	defer c.Close()
	in := bufio.NewReader(c)
	for request := 1; ; request++ {
		r, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, r.Body)
		if r.Method == http.MethodPost {
			s.mu.Lock()
			s.posts++
			s.mu.Unlock()
		}
		text, alive := answer(conn, request, r)
		if !alive {
			c.(*net.TCPConn).SetLinger(0)
			return
		}
		io.WriteString(c, text)
	}
}

func (s *wireServer) counts() (conns, posts int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns, s.posts
}

const (
	fine    = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
	refusal = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 25\r\n\r\n{\"error\":\"invalid_grant\"}"
)

// TestADeadIdleConnectionDoesNotLoseTheCode: the idle connection of the first request dies while the
// person signs in, so the exchange uses a new one.
func TestADeadIdleConnectionDoesNotLoseTheCode(t *testing.T) {
	s := serveWire(t, func(conn, request int, r *http.Request) (string, bool) {
		switch {
		case request > 1: // kept connections are dead here
			return "", false
		case r.Method == http.MethodPost:
			return refusal, true
		}
		return fine, true
	})
	a := accountAt(t, s.url, nil)
	if err := a.Reach(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p, err := a.ProbeCredentials(t.Context(), NewToken("verifier-1")); err != nil || p.Seen.Error != "invalid_grant" {
		t.Fatalf("%+v, %v", p, err)
	}
	_, err := exchange(t, a)
	if got := SeenIn(err); got.Status != 400 || got.Error != "invalid_grant" || got.Asked.Grant != "authorization_code" {
		t.Errorf("%+v", got)
	}
	if conns, posts := s.counts(); conns != 3 || posts != 2 {
		t.Errorf("%d connections, %d token requests", conns, posts)
	}
}

// TestNoTokenRequestIsSentAgainAfterABreak: when the connection dies after the request was sent, it is not known whether the
// code or the refresh token is spent.
func TestNoTokenRequestIsSentAgainAfterABreak(t *testing.T) {
	for name, send := range map[string]func(*Account) error{
		"exchange": func(a *Account) error {
			_, err := exchange(t, a)
			return err
		},
		"refresh": func(a *Account) error {
			_, err := a.RefreshTokens(t.Context(), NewToken("refresh-1"), 600, 691200)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serveWire(t, func(_, _ int, r *http.Request) (string, bool) { return fine, r.Method != http.MethodPost })
			a := accountAt(t, s.url, nil)
			if err := a.Reach(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := SeenIn(send(a)); got.Where != explain.Network || got.Error != explain.NetReset || got.Asked.Grant == "" || got.Asked.Op != "POST /oauth/tokens" {
				t.Errorf("%+v", got)
			}
			if _, posts := s.counts(); posts != 1 {
				t.Errorf("it was sent %d times", posts)
			}
		})
	}
}
