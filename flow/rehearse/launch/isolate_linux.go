package launch

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Isolation starts programs in a mount namespace of their own, in which /etc/hosts says that the accounts are on this
// machine and the system's certificate bundles hold the stage's certificate. It works for programs in any language, also
// for those that read no environment variables. Make one with [NewIsolation].
//
// The network is not isolated: the program can be reached, and reaches its database. An ordinary user cannot listen on port
// 443, so nothing does: the accounts have a loopback address of their own, and when the program connects to port 443 there,
// a seccomp filter has the kernel ask zdg, which connects the program's socket to the stage instead (seccomp_unotify(2)).
type Isolation struct {
	address [4]byte // of the accounts, in 127.83.0.0/16
	port    int     // of the stage, on 127.0.0.1
	mounts  []mount
}

// mount is a file that is mounted over another one.
type mount struct{ From, To string }

// helperName is argv[0] of zdg when it is started to become the program.
const helperName = "zdg-isolate"

// NewIsolation writes the files that are mounted over the system's into dir, which the caller removes. names are the host
// names of all accounts, also of those to come: /etc/hosts has no wildcards.
func NewIsolation(dir string, names []string, target Target) (*Isolation, error) {
	_, port, err := net.SplitHostPort(target.Direct)
	if err != nil {
		return nil, err
	}
	i := &Isolation{address: [4]byte{127, 83, byte(rand.IntN(256)), byte(1 + rand.IntN(254))}}
	if _, err := fmt.Sscan(port, &i.port); err != nil {
		return nil, err
	}
	hosts, err := os.ReadFile("/etc/hosts")
	if err != nil {
		return nil, fmt.Errorf("%w: /etc/hosts cannot be read, and it has to name the accounts there: %w", ErrNotIsolated, err)
	}
	for _, name := range names {
		hosts = fmt.Appendf(hosts, "\n%s %s", net.IP(i.address[:]), name)
	}
	files := map[string][]byte{"/etc/hosts": append(hosts, '\n')}
	if text, err := os.ReadFile("/etc/nsswitch.conf"); err == nil {
		files["/etc/nsswitch.conf"] = hostsFirst(text)
	}
	for _, path := range rootFiles {
		real, err := filepath.EvalSymlinks(path)
		if err != nil || files[real] != nil {
			continue
		}
		if text := readRoots(real); text != nil {
			files[real] = append(append(text, '\n'), target.Certificate...)
		}
	}
	for to, text := range files {
		from := filepath.Join(dir, "isolated"+strings.ReplaceAll(to, "/", "-"))
		if err := os.WriteFile(from, text, 0o644); err != nil { // readable for all, as the original: a program may change its user
			return nil, err
		}
		i.mounts = append(i.mounts, mount{from, to})
	}
	return i, nil
}

// hostsFirst returns nsswitch.conf with /etc/hosts ("files") as the first source of host names. The other sources may ask a
// daemon outside of the namespace.
func hostsFirst(text []byte) []byte {
	lines := strings.Split(string(text), "\n")
	for n, line := range lines {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "hosts:"); ok {
			lines[n] = "hosts: files " + strings.Join(slices.DeleteFunc(strings.Fields(rest), func(s string) bool { return s == "files" }), " ")
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// Start starts a program as the function [Start] does, but in the namespace. The error is [ErrNotIsolated] when this
// system does not let zdg make one.
func (i *Isolation) Start(argv []string, dir string, environ []string) (*Program, error) {
	if auditArch() == 0 {
		return nil, fmt.Errorf("%w: zdg has no filter for this processor (%s)", ErrNotIsolated, runtime.GOARCH)
	}
	path, err := exec.LookPath(argv[0])
	if err != nil {
		return nil, err
	}
	mounts, err := json.Marshal(i.mounts)
	if err != nil {
		return nil, err
	}
	ends, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	ours, theirs := os.NewFile(uintptr(ends[0]), "ours"), os.NewFile(uintptr(ends[1]), "theirs")
	defer ours.Close() // read to its end by then
	cmd := exec.Command("/proc/self/exe")
	cmd.Args = append([]string{helperName, string(mounts), path}, argv...)
	cmd.ExtraFiles = []*os.File{theirs}
	ownGroup(cmd)
	cmd.SysProcAttr.Cloneflags = unix.CLONE_NEWNS
	if os.Geteuid() != 0 { // root needs no user namespace, and its program may want to change to another user
		cmd.SysProcAttr.Cloneflags |= unix.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: os.Geteuid(), HostID: os.Geteuid(), Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: os.Getegid(), HostID: os.Getegid(), Size: 1}}
		cmd.SysProcAttr.AmbientCaps = []uintptr{unix.CAP_SYS_ADMIN}
	}
	p, err := startCommand(cmd, dir, environ)
	_ = theirs.Close() // the helper has its own copy
	if err != nil {
		return nil, fmt.Errorf("%w (%w): containers and some distributions refuse it", ErrNotIsolated, err)
	}
	listener, err := receive(ours)
	if err != nil {
		p.Kill()
		<-p.done
		return nil, err
	}
	go i.serve(listener)
	return p, nil
}

// receive reads what the helper sends: the listener of its seccomp filter and nothing more, or the text of an error.
func receive(from *os.File) (*os.File, error) {
	text, rights := make([]byte, 1), make([]byte, unix.CmsgSpace(4))
	_, n, _, _, err := unix.Recvmsg(int(from.Fd()), text, rights, unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		return nil, err
	}
	var listener *os.File
	if messages, err := unix.ParseSocketControlMessage(rights[:n]); err == nil && len(messages) == 1 {
		if fds, err := unix.ParseUnixRights(&messages[0]); err == nil && len(fds) == 1 {
			listener = os.NewFile(uintptr(fds[0]), "seccomp")
		}
	}
	rest, err := io.ReadAll(from)
	if listener != nil && len(rest) == 0 && err == nil {
		return listener, nil
	}
	if listener != nil {
		_ = listener.Close() // the program was not started
		return nil, errors.New(string(rest))
	}
	why := string(bytes.Trim(text, "\x00")) + string(rest)
	return nil, fmt.Errorf("%w: %s", ErrNotIsolated, cmp.Or(why, "the process that was to make it has ended"))
}

// Isolated turns this process into the program, if [Isolation.Start] started it for that, and then does not return. main
// has to call it before anything else.
func Isolated() {
	if len(os.Args) < 4 || os.Args[0] != helperName {
		return
	}
	runtime.LockOSThread() // the filter applies to this thread, which becomes the program
	unix.CloseOnExec(3)
	if err := becomeProgram(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		_, _ = unix.Write(3, []byte(err.Error())) // there is no other way to report it
	}
	os.Exit(127)
}

// becomeProgram mounts the files, installs the filter, sends its listener over file descriptor 3, and executes the program.
func becomeProgram(mounts, path string, argv []string) error {
	var all []mount
	if err := json.Unmarshal([]byte(mounts), &all); err != nil {
		return err
	}
	if err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("mounts cannot be made private (%w)", err)
	}
	for _, m := range all {
		if err := unix.Mount(m.From, m.To, "", unix.MS_BIND, ""); err != nil {
			return fmt.Errorf("nothing can be mounted over %s (%w)", m.To, err)
		}
	}
	listener, err := installFilter()
	if err != nil {
		return fmt.Errorf("the kernel refuses the seccomp filter (%w)", err)
	}
	if err := unix.Sendmsg(3, []byte{0}, unix.UnixRights(listener), nil, 0); err != nil {
		return err
	}
	if err := unix.Prctl(unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0); err != nil {
		return err
	}
	return unix.Exec(path, argv, os.Environ())
}

// auditArch is the number of this processor architecture in a seccomp filter; 0 when zdg does not support it.
func auditArch() uint32 {
	return map[string]uint32{"amd64": unix.AUDIT_ARCH_X86_64, "arm64": unix.AUDIT_ARCH_AARCH64}[runtime.GOARCH]
}

// installFilter has the kernel ask before each connect(2) of this thread and of all processes that it becomes or starts. It
// returns the file descriptor on which the kernel asks.
func installFilter() (listener int, err error) {
	load := func(offset uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
	}
	unless := func(is uint32, skip uint8) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, Jf: skip, K: is}
	}
	program := []unix.SockFilter{
		load(4), unless(auditArch(), 3), // offset of arch in struct seccomp_data
		load(0), unless(unix.SYS_CONNECT, 1), // offset of nr, the number of the system call
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_USER_NOTIF},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	fprog := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	// A signal must not interrupt a call that was answered already; kernels before 5.19 do not have that flag.
	for _, flags := range []uintptr{unix.SECCOMP_FILTER_FLAG_NEW_LISTENER | unix.SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, unix.SECCOMP_FILTER_FLAG_NEW_LISTENER} {
		fd, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, flags, uintptr(unsafe.Pointer(&fprog)))
		if errno == 0 {
			return int(fd), nil
		}
		err = errno
	}
	return 0, err
}

// notification is the kernel's struct seccomp_notif, response its struct seccomp_notif_resp.
type (
	notification struct {
		ID         uint64
		PID, Flags uint32
		Call       int32
		Arch       uint32
		Address    uint64
		Args       [6]uint64
	}
	response struct {
		ID    uint64
		Value int64
		Error int32
		Flags uint32
	}
)

// serve answers the kernel until no process of the program is left.
func (i *Isolation) serve(listener *os.File) {
	defer listener.Close() // a connect that still waits then fails with ENOSYS
	fd := int(listener.Fd())
	for {
		wait := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		if _, err := unix.Poll(wait, -1); errors.Is(err, unix.EINTR) {
			continue
		} else if err != nil || wait[0].Revents&unix.POLLIN == 0 {
			return
		}
		var n notification
		if _, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.SECCOMP_IOCTL_NOTIF_RECV, uintptr(unsafe.Pointer(&n))); errno != 0 {
			continue // the process that asked is gone
		}
		r := response{ID: n.ID, Flags: unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE}
		if err, ours := i.connect(n); ours {
			r.Flags = 0
			if errno, ok := errors.AsType[unix.Errno](err); ok {
				r.Error = -int32(errno)
			}
		}
		_, _, _ = unix.Syscall(unix.SYS_IOCTL, uintptr(fd), unix.SECCOMP_IOCTL_NOTIF_SEND, uintptr(unsafe.Pointer(&r))) // it may be gone too
	}
}

// connect connects the program's socket to the stage when the call is for port 443 of the accounts' address. ours is
// false for every other call, which the kernel then carries out itself.
func (i *Isolation) connect(n notification) (err error, ours bool) {
	raw := make([]byte, min(n.Args[2], unix.SizeofSockaddrAny))
	if len(raw) < unix.SizeofSockaddrInet4 {
		return nil, false
	}
	local := []unix.Iovec{{Base: &raw[0]}}
	local[0].SetLen(len(raw))
	if _, err := unix.ProcessVMReadv(int(n.PID), local, []unix.RemoteIovec{{Base: uintptr(n.Args[1]), Len: len(raw)}}, 0); err != nil {
		return nil, false
	}
	mapped := append(append(make([]byte, 10), 0xff, 0xff), i.address[:]...)
	var to unix.Sockaddr
	switch family := binary.NativeEndian.Uint16(raw); {
	case binary.BigEndian.Uint16(raw[2:]) != 443:
	case family == unix.AF_INET && bytes.Equal(raw[4:8], i.address[:]):
		to = &unix.SockaddrInet4{Port: i.port, Addr: [4]byte{127, 0, 0, 1}}
	case family == unix.AF_INET6 && len(raw) >= 24 && bytes.Equal(raw[8:24], mapped): // as Java connects
		to = &unix.SockaddrInet6{Port: i.port, Addr: [16]byte{10: 0xff, 11: 0xff, 12: 127, 15: 1}}
	}
	if to == nil {
		return nil, false
	}
	socket, err := socketOf(int(n.PID), int(n.Args[0]))
	if err != nil {
		return unix.ECONNREFUSED, true // as the kernel would: nothing listens at that address
	}
	defer unix.Close(socket) // the program has its own copy
	if err = unix.Connect(socket, to); errors.Is(err, unix.EISCONN) {
		err = nil // the call had been interrupted and is repeated
	}
	return err, true
}

// socketOf returns a copy of a socket of another process, which is given by the id of one of its threads.
func socketOf(thread, fd int) (int, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", thread))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(status), "\nTgid:")
	var pid int
	if _, err := fmt.Sscan(rest, &pid); err != nil {
		return 0, err
	}
	process, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return 0, err
	}
	defer unix.Close(process) // only needed for the copy
	return unix.PidfdGetfd(process, fd, 0)
}
