// passport-oauth2 with what its user has to add.
'use strict';
const crypto = require('crypto');
const express = require('express');
const passport = require('passport');
const session = require('express-session');
const OAuth2Strategy = require('passport-oauth2');
const { Connections, Refused, base, isName, patience, routes } = require('../connections');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT } = process.env;
const lifetimes = { expires_in: 1800, refresh_token_expires_in: 2592000 };
const random = () => crypto.randomBytes(32).toString('base64url');

// The library's own store has one place for each host in a session. This one keeps subdomain and verifier under the state,
// so that two tabs do not meet. It is told them apart by how many parameters its methods have.
const flows = {
  store(req, verifier, state, meta, cb) {
    const key = random();
    (req.session.flows ??= {})[key] = { subdomain: req.query.subdomain, verifier };
    cb(null, key);
  },
  verify(req, state, meta, cb) {
    const flow = req.session.flows[state];
    delete req.session.flows[state];
    cb(null, flow.verifier);
  },
};

class Strategy extends OAuth2Strategy {
  constructor(subdomain) {
    super({
      authorizationURL: base(subdomain) + '/oauth/authorizations/new', tokenURL: base(subdomain) + '/oauth/tokens',
      clientID: CLIENT_ID, clientSecret: CLIENT_SECRET, callbackURL: REDIRECT_URL, scope: 'read', pkce: true, store: flows,
    }, (accessToken, refreshToken, params, profile, cb) => {
      // The library takes the refresh token out of the params.
      connections.keep(subdomain, { ...params, access_token: accessToken, refresh_token: refreshToken });
      cb(null, { subdomain });
    });
  }

  tokenParams() {
    return { ...lifetimes }; // what is handed over has code and secret put into it
  }
}

// The library has no refresh, and what it has inside hides Retry-After.
async function ask(subdomain, refreshToken) {
  const answer = await fetch(base(subdomain) + '/oauth/tokens', {
    method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(patience), headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: CLIENT_ID, client_secret: CLIENT_SECRET, ...lifetimes }),
  });
  const told = await answer.json().catch(() => ({})); // a page of a proxy
  if (!answer.ok) throw new Refused(`the refresh was answered ${answer.status}`, told.error, answer.headers.get('retry-after'));
  return told;
}
const connections = new Connections(STORE, ask);

const app = express();
app.use(session({ secret: random(), resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));

// authorize, and not authenticate: an account is connected, and nobody signs in, which would begin the session anew.
app.get('/connect', (req, res, next) => {
  const { subdomain } = req.query;
  if (!isName(subdomain)) return res.status(400).send('This is not the name of a Zendesk account');
  passport.authorize(new Strategy(subdomain))(req, res, next);
});

app.get('/callback', (req, res, next) => {
  const { state, code } = req.query;
  if (!Object.hasOwn(req.session.flows ?? {}, state)) return res.status(400).send('This connection was not begun here. Please begin again');
  if (!code) { // the library would answer an error with a 500, and begin anew without one
    delete req.session.flows[state];
    return res.send('Nothing was connected. You can try again');
  }
  passport.authorize(new Strategy(req.session.flows[state].subdomain))(req, res, next);
}, (req, res) => res.send('Connected'));

routes(app, connections);
app.listen(PORT, '127.0.0.1');
