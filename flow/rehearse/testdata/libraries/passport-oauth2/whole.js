// passport-oauth2 with what its user has to add: the state and PKCE of each flow, lifetimes, the refresh, and what is in
// connections.js.
'use strict';
const crypto = require('crypto');
const express = require('express');
const passport = require('passport');
const session = require('express-session');
const OAuth2Strategy = require('passport-oauth2');
const { Connections, Refused, accountURL, isName, timeout, routes } = require('../connections');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT } = process.env;
const lifetimes = { expires_in: 1800, refresh_token_expires_in: 2592000 };
const randomText = () => crypto.randomBytes(32).toString('base64url');

// flows is a store of states for the library, whose own has one place for each host in a session. This one keeps subdomain and
// verifier by state, so that two tabs do not mix. The library looks at the number of parameters of both methods to know what
// it has to hand over, so these have to stay although some are not used.
const flows = {
  store(req, verifier, state, meta, cb) {
    const key = randomText();
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
      authorizationURL: accountURL(subdomain) + '/oauth/authorizations/new', tokenURL: accountURL(subdomain) + '/oauth/tokens',
      clientID: CLIENT_ID, clientSecret: CLIENT_SECRET, callbackURL: REDIRECT_URL, scope: 'read', pkce: true, store: flows,
    }, (accessToken, refreshToken, params, profile, cb) => {
      // The library takes the refresh token out of params.
      connections.keep(subdomain, { ...params, access_token: accessToken, refresh_token: refreshToken });
      cb(null, { subdomain });
    });
  }

  tokenParams() {
    return { ...lifetimes }; // a copy, since the library adds code and secret to what it gets
  }
}

// The library has no refresh, and the one of the package below it hides Retry-After.
async function refreshGrant(subdomain, refreshToken) {
  const answer = await fetch(accountURL(subdomain) + '/oauth/tokens', {
    method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(timeout), headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: CLIENT_ID, client_secret: CLIENT_SECRET, ...lifetimes }),
  });
  const told = await answer.json().catch(() => ({})); // a page of a proxy
  if (!answer.ok) throw new Refused(`the refresh was answered ${answer.status}`, told.error, answer.headers.get('retry-after'));
  return told;
}
const connections = new Connections(STORE, refreshGrant);

const app = express();
app.use(session({ secret: randomText(), resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));

// authorize connects an account. authenticate would sign somebody in, and begin the session anew.
app.get('/connect', (req, res, next) => {
  const { subdomain } = req.query;
  if (!isName(subdomain)) return res.status(400).send('This is not the name of a Zendesk account');
  passport.authorize(new Strategy(subdomain))(req, res, next);
});

app.get('/callback', (req, res, next) => {
  const { state, code } = req.query;
  if (!Object.hasOwn(req.session.flows ?? {}, state)) return res.status(400).send('This connection was not begun here. Please begin again');
  if (!code) { // the library would answer an error with a 500, and a callback with neither by beginning anew
    delete req.session.flows[state];
    return res.send('Nothing was connected. You can try again');
  }
  passport.authorize(new Strategy(req.session.flows[state].subdomain))(req, res, next);
}, (req, res) => res.send('Connected'));

routes(app, connections);
app.listen(PORT, '127.0.0.1');
