"""requests-oauthlib with what its user has to add: the check of the state, PKCE, lifetimes, refusals that are told apart, one
refresh at a time, a store, the Marketplace headers, and waiting for as long as Zendesk asks.

What a product needs besides: people who sign in, so that only they can use and disconnect their account; a secret_key that
survives a restart; and cookies that are Secure, since it is served over HTTPS."""
import base64
import hashlib
import json
import logging
import os
import re
import secrets
import threading
import time

import requests
from flask import Flask, redirect, request, session
from oauthlib.oauth2 import InvalidGrantError, OAuth2Error
from requests_oauthlib import OAuth2Session

ID, SECRET, REDIRECT, STORE = (os.environ[k] for k in ("CLIENT_ID", "CLIENT_SECRET", "REDIRECT_URL", "STORE"))
NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
HEADERS = {"X-Zendesk-Marketplace-Name": "Acme Sync", "X-Zendesk-Marketplace-Organization-Id": "12345"}
LIFETIMES = {"expires_in": 1800, "refresh_token_expires_in": 2592000}
TIMEOUT = 20  # of a request, in seconds
store_lock = threading.Lock()  # of the file and of refresh_locks
refresh_locks = {}  # by subdomain
wait_until = {}  # by subdomain: the account asked to be left alone
flows = {}  # subdomain and verifier of authorizations that were begun, by state

logging.getLogger("werkzeug").setLevel(logging.WARNING)  # its access log would hold the codes of callbacks
app = Flask(__name__)
app.secret_key = secrets.token_bytes(32)
app.config["SESSION_COOKIE_SAMESITE"] = "Lax"


class ConnectAgain(Exception):
    """The customer has to connect again."""


class AskedToWait(Exception):
    """Zendesk asked us to wait."""


def account_url(subdomain):
    return "https://%s.zendesk.com" % subdomain


def load():
    try:
        with open(STORE, encoding="utf-8") as f:
            return json.load(f)
    except FileNotFoundError:
        return {}


def keep(subdomain, token):
    """Stores what the token endpoint answered, or forgets the account."""
    with store_lock:
        everything = load()
        everything.pop(subdomain, None)
        if token is not None:
            everything[subdomain] = {"access_token": token["access_token"], "refresh_token": token["refresh_token"]}
        # It holds tokens, so nobody else may read it.
        with open(STORE + ".new", "w", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as f:
            json.dump(everything, f)
        os.replace(STORE + ".new", STORE)


def note_wait(subdomain, answer):
    wait_until[subdomain] = time.monotonic() + float(answer.headers.get("Retry-After") or 5)
    raise AskedToWait


def unavailable(answer):
    """The library hides the status and the headers of an answer that is no JSON."""
    if answer.status_code >= 500 or answer.status_code == 429:
        answer.raise_for_status()
    return answer


def zendesk(**options):
    s = OAuth2Session(ID, **options)
    s.max_redirects = 0  # the library would follow a redirect with code and secret
    for hook in ("access_token_response", "refresh_token_response"):
        s.register_compliance_hook(hook, unavailable)
    return s


def refresh(subdomain, refused):
    """Replaces the pair of an account. refused is the access token that it has refused."""
    with store_lock:
        lock = refresh_locks.setdefault(subdomain, threading.Lock())
    with lock:
        pair = load().get(subdomain)
        if pair is None:
            raise ConnectAgain
        if pair["access_token"] != refused:
            return  # another thread was faster
        try:
            keep(subdomain, zendesk().refresh_token(
                account_url(subdomain) + "/oauth/tokens", refresh_token=pair["refresh_token"], client_id=ID, client_secret=SECRET,
                timeout=TIMEOUT, **LIFETIMES))
        except InvalidGrantError:
            keep(subdomain, None)
            raise ConnectAgain from None
        except requests.HTTPError as e:
            note_wait(subdomain, e.response)


def call(method, subdomain, path):
    """Makes an API call. It refreshes after a 401, so that a missing expires_in does no harm."""
    if time.monotonic() < wait_until.get(subdomain, 0):
        raise AskedToWait
    for tries in (1, 2):
        pair = load().get(subdomain)
        if pair is None:
            raise ConnectAgain
        answer = zendesk(token={"access_token": pair["access_token"]}).request(
            method, account_url(subdomain) + path, headers=dict(HEADERS), timeout=TIMEOUT)
        if answer.status_code == 401 and tries == 1:
            refresh(subdomain, pair["access_token"])
            continue
        if answer.status_code == 429:
            note_wait(subdomain, answer)
        answer.raise_for_status()
        return answer


@app.errorhandler(ConnectAgain)
def again(_):
    return "The connection was lost: please connect again", 409


@app.errorhandler(AskedToWait)
def later(_):
    return "Zendesk asked us to wait", 503


@app.errorhandler(OAuth2Error)
@app.errorhandler(requests.RequestException)
def trouble(_):
    return "Zendesk could not be asked. Please try again later", 502


@app.route("/connect")
def connect():
    subdomain = request.args.get("subdomain", "")
    if not NAME.fullmatch(subdomain):
        return "This is not the name of a Zendesk account", 400
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    where, state = zendesk(redirect_uri=REDIRECT, scope=["read"]).authorization_url(
        account_url(subdomain) + "/oauth/authorizations/new", code_challenge=challenge, code_challenge_method="S256")
    # By state, so that two tabs do not mix. The session is a cookie that can be read, so the verifier stays here.
    flows[state] = (subdomain, verifier)
    session["flows"] = session.get("flows", []) + [state]
    return redirect(where)



@app.route("/callback")
def callback():
    state = request.args.get("state", "")
    flow = flows.pop(state, None) if state in session.get("flows", []) else None
    if flow is None:
        return "This connection was not begun here. Please begin again", 400
    if "code" not in request.args:
        return "Nothing was connected. You can try again"
    subdomain, verifier = flow
    keep(subdomain, zendesk(redirect_uri=REDIRECT).fetch_token(
        account_url(subdomain) + "/oauth/tokens", code=request.args["code"], client_secret=SECRET, include_client_id=True,
        code_verifier=verifier, timeout=TIMEOUT, **LIFETIMES))
    return "Connected"


@app.route("/tickets")
def tickets():
    call("GET", request.args.get("subdomain", ""), "/api/v2/tickets.json")
    return "Your tickets"


@app.route("/disconnect", methods=["POST"])
def disconnect():
    subdomain = request.args.get("subdomain", "")
    try:
        call("DELETE", subdomain, "/api/v2/oauth/tokens/current.json")
    except (ConnectAgain, AskedToWait, OAuth2Error, requests.RequestException):
        pass  # it may have ended already
    keep(subdomain, None)
    return "Disconnected"


app.run(port=int(os.environ["PORT"]), threaded=True)
