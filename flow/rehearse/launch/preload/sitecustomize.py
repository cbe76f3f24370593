# zdg rehearse has Python load this first: connections to NAME.zendesk.com, port 443, go to zdg on this machine.
import os
import socket
import sys


def _redirect():
    direct = os.environ.get("ZDG_REHEARSE_DIRECT")
    if not direct:
        return
    port = int(direct.rsplit(":", 1)[1])
    resolve = socket.getaddrinfo

    def getaddrinfo(host, service, *args, **kwargs):
        name = host.decode("ascii", "ignore") if isinstance(host, bytes) else host
        if isinstance(name, str) and name.lower().rstrip(".").endswith(".zendesk.com") and str(service) in ("443", "https"):
            return resolve("127.0.0.1", port, *args, **kwargs)
        return resolve(host, service, *args, **kwargs)

    socket.getaddrinfo = getaddrinfo


def _next():
    # Run the sitecustomize of the program or the distribution too, which this one hides.
    from importlib.machinery import PathFinder
    here = os.path.dirname(os.path.abspath(__file__))
    rest = [p for p in sys.path if os.path.abspath(p or ".") != here]
    spec = PathFinder.find_spec("sitecustomize", rest)
    if spec and spec.loader:
        from importlib.util import module_from_spec
        spec.loader.exec_module(module_from_spec(spec))


_redirect()
_next()
