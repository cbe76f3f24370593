"""A small, correct integration on Python's standard library alone. Unlike the other samples it refreshes only after a 401,
carries the subdomain in a signed state, and waits inside the request when the account asks it to. With MISTAKE it does one
thing wrong, as happens in Python; without it, every condition on MISTAKE is false and can be left out.

What a product needs besides: people who sign in, so that only they can use and disconnect their account; a KEY that
survives a restart; and cookies that are Secure, since it is served over HTTPS."""
import atexit
import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ID, SECRET, REDIRECT = os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], os.environ["REDIRECT_URL"]
MISTAKE = os.environ.get("MISTAKE", "")
STORE, KEY = os.environ["STORE"], secrets.token_bytes(32)
TEMPLATE = os.environ.get("ZENDESK_URL") or "https://{subdomain}.zendesk.com"  # ZENDESK_URL is for tests
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
HEADERS = {"X-Zendesk-Marketplace-Name": "Acme Sync", "X-Zendesk-Marketplace-Organization-Id": "12345"}
store_lock = threading.Lock()  # of the file, refresh_locks and used_states
refresh_locks = {}  # by subdomain
used_states = set()  # those of callbacks that came, without their signatures


class ConnectAgain(Exception):
    """The customer has to connect again."""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class PostsAgain(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, request, fp, code, message, headers, address):
        return urllib.request.Request(address, data=request.data, headers=request.headers, method=request.get_method())


# One opener for all requests: each TLS context would read all the system's roots again.
opener = urllib.request.build_opener(
    PostsAgain if MISTAKE == "posts-again" else NoRedirect,
    urllib.request.HTTPSHandler(context=ssl.create_default_context(), debuglevel=int(MISTAKE == "debug-level")))
newest = None  # of a mistake: one token for all accounts
memory = None  # of a mistake: what is stored when the program ends, if it gets that far


def load():
    if memory is not None:
        return dict(memory)
    try:
        with open(STORE, encoding="utf-8") as f:
            return json.load(f)
    except FileNotFoundError:
        return {}


def save(subdomain, pair):
    """Stores a pair, or without one forgets the account."""
    with store_lock:
        everything = load()
        if pair is None:
            everything.pop(subdomain, None)
        else:
            everything[subdomain] = pair
        store(everything)


def store(everything):
    global memory
    if MISTAKE == "saved-at-exit":
        if memory is None:
            atexit.register(lambda: write(memory))
        memory = everything
    else:
        write(everything)


def write(everything):
    """Replaces the file in one step. It holds tokens, so nobody else may read it."""
    with open(STORE + ".new", "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as f:
        json.dump(everything, f)
    os.replace(STORE + ".new", STORE)


def pair_of(answer):
    pair = {"access": answer["access_token"], "refresh": answer["refresh_token"]}
    if MISTAKE == "adds-none":
        pair["ends"] = time.time() + answer.get("expires_in")
    if MISTAKE == "none-is-zero":
        pair["ends"] = time.time() + float(answer.get("expires_in") or 0)
    global newest
    newest = pair["access"]
    return pair


def account_url(subdomain):
    return TEMPLATE.replace("{subdomain}", subdomain)


def send(method, address, headers, body=None):
    """The status, headers and text of an answer, whatever its status is."""
    request = urllib.request.Request(address, data=body, headers=headers, method=method)
    try:
        with opener.open(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as e:
        return e.code, e.headers, e.read()


def grant(subdomain, **parameters):
    """What the token endpoint answers."""
    parameters.update(client_id=ID, client_secret=SECRET, expires_in=1800, refresh_token_expires_in=2592000)
    body = urllib.parse.urlencode(parameters).encode()
    return send("POST", account_url(subdomain) + "/oauth/tokens", {"Content-Type": "application/x-www-form-urlencoded"}, body)


def sign(text):
    return base64.urlsafe_b64encode(hmac.new(KEY, text.encode(), hashlib.sha256).digest()).decode().rstrip("=")


def refresh(subdomain, refused):
    """The access token after a refresh. refused is the one that the account has refused."""
    with store_lock:
        lock = threading.Lock() if MISTAKE == "lock-of-each-call" else refresh_locks.setdefault(subdomain, threading.Lock())
    with lock:
        pair = load().get(subdomain)
        if pair is None:
            raise ConnectAgain
        if pair["access"] != refused and MISTAKE != "no-second-look":
            return pair["access"]  # another thread was faster
        status, headers, text = grant(subdomain, grant_type="refresh_token", refresh_token=pair["refresh"])
        if status in (429, 503):
            time.sleep(float(headers.get("Retry-After") or 5))
            status, headers, text = grant(subdomain, grant_type="refresh_token", refresh_token=pair["refresh"])
        if status // 100 != 2:
            if json.loads(text).get("error") == "invalid_grant":
                save(subdomain, None)
                raise ConnectAgain
            raise OSError("the refresh was answered %d" % status)
        pair = pair_of(json.loads(text))
        save(subdomain, pair)
        return pair["access"]


def call(method, subdomain, path):
    """Makes an API call. It refreshes after a 401, and waits after a 429."""
    pair = load().get(subdomain)
    if pair is None:
        raise ConnectAgain
    access, tries = pair["access"], 0
    if "ends" in pair and time.time() >= pair["ends"]:
        access = refresh(subdomain, access)
    while True:
        bearer = newest if MISTAKE == "token-in-module" else access
        status, headers, text = send(method, account_url(subdomain) + path, dict(HEADERS, Authorization="Bearer " + bearer))
        tries += 1
        if status == 401 and tries == 1:
            access = refresh(subdomain, access)
        elif status == 429 and tries < 3:
            time.sleep(float(headers.get("Retry-After") or 5))
        elif status // 100 != 2:
            raise OSError("the API answered %d" % status)
        else:
            return text


class Handler(BaseHTTPRequestHandler):
    latest = None  # of a mistake: all requests share an attribute of the class

    def log_message(self, *_):
        """An access log would hold the codes of callbacks."""

    def page(self, status, text, **headers):
        body = ("<h1>%s</h1>" % text).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def session(self):
        cookie = SimpleCookie(self.headers.get("Cookie", ""))
        return cookie["session"].value if "session" in cookie else None

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        q = dict(urllib.parse.parse_qsl(address.query))
        try:
            {"/connect": self.connect, "/callback": self.callback, "/tickets": self.tickets}[address.path](q)
        except KeyError:
            self.page(404, "There is no such page")
        except ConnectAgain:
            self.page(409, "The connection was lost: please connect again")
        except (OSError, ValueError):
            self.page(502, "Zendesk could not be asked. Please try again later")

    def do_POST(self):
        address = urllib.parse.urlsplit(self.path)
        if address.path != "/disconnect":
            self.page(404, "There is no such page")
            return
        q = dict(urllib.parse.parse_qsl(address.query))
        try:
            call("DELETE", q.get("subdomain", ""), "/api/v2/oauth/tokens/current.json")
        except (ConnectAgain, OSError, ValueError):
            pass  # it may have ended already
        save(q.get("subdomain", ""), None)
        self.page(200, "Disconnected")

    def connect(self, q):
        subdomain = q.get("subdomain", "")
        if not (NAME.match if MISTAKE == "match" else NAME.fullmatch)(subdomain):
            self.page(400, "This is not the name of a Zendesk account")
            return
        session = self.session() or secrets.token_urlsafe(24)
        nonce = secrets.token_urlsafe(24)
        verifier = sign("verifier " + nonce)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        text = subdomain + "." + nonce
        state = text + "." + sign(text + "." + session)
        Handler.latest = state
        where = account_url(subdomain) + "/oauth/authorizations/new?" + urllib.parse.urlencode({
            "response_type": "code", "client_id": ID, "redirect_uri": REDIRECT, "scope": "read", "state": state,
            "code_challenge": challenge, "code_challenge_method": "S256",
        })
        self.page(302, "Go on", Location=where, Set_Cookie="session=%s; Path=/; HttpOnly; SameSite=Lax" % session)

    def callback(self, q):
        if MISTAKE == "code-of-none":
            q["code"] = q.get("code").strip()
        if "error" in q:
            self.page(200, "Nothing was connected. You can try again")
            return
        text, _, signature = q.get("state", "").rpartition(".")
        right = hmac.compare_digest(signature, sign(text + "." + (self.session() or "")))
        if MISTAKE == "state-in-class":
            right, Handler.latest = q.get("state") == Handler.latest, None
        with store_lock:
            right = right and text not in used_states and "code" in q
            if right:
                used_states.add(text)
        if not right:
            self.page(400, "This connection was not begun here. Please begin again")
            return
        subdomain, nonce = text.split(".")
        status, _, answer = grant(subdomain, grant_type="authorization_code", code=q["code"], redirect_uri=REDIRECT, code_verifier=sign("verifier " + nonce))
        if status // 100 != 2:
            self.page(502, "Zendesk did not complete the connection. Please try again later")
            return
        save(subdomain, pair_of(json.loads(answer)))
        self.page(200, "Connected")

    def tickets(self, q):
        call("GET", q.get("subdomain", ""), "/api/v2/tickets.json")
        self.page(200, "Your tickets")


class Server(ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = True


Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
