// openid-client with what its user has to add: a place for each flow, lifetimes, answers that the library would refuse, and
// what is in connections.js.
import crypto from 'node:crypto';
import express from 'express';
import session from 'express-session';
import * as client from 'openid-client';
import { Connections, Refused, accountURL, isName, routes, timeout } from '../connections.js';

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT } = process.env;
const lifetimes = { expires_in: '1800', refresh_token_expires_in: '2592000' };

// lenientFetch passes on what the library would refuse: a success that is no 200, and an expires_in of null.
async function lenientFetch(...request) {
  const answer = await fetch(...request);
  if (!answer.ok) return answer;
  const told = await answer.json();
  if (told.expires_in === null) delete told.expires_in;
  return Response.json(told);
}

function configuration(subdomain) {
  const config = new client.Configuration({
    issuer: accountURL(subdomain),
    authorization_endpoint: accountURL(subdomain) + '/oauth/authorizations/new',
    token_endpoint: accountURL(subdomain) + '/oauth/tokens',
  }, CLIENT_ID, CLIENT_SECRET);
  config[client.customFetch] = lenientFetch;
  config.timeout = timeout / 1000;
  return config;
}

async function refreshGrant(subdomain, refreshToken) {
  try {
    return await client.refreshTokenGrant(configuration(subdomain), refreshToken, lifetimes);
  } catch (e) {
    throw new Refused(e.message, e.error, e.cause instanceof Response ? e.cause.headers.get('retry-after') : undefined);
  }
}
const connections = new Connections(STORE, refreshGrant);

const app = express();
app.use(session({ secret: crypto.randomBytes(32).toString('base64url'), resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }));

app.get('/connect', async (req, res) => {
  const { subdomain } = req.query;
  if (!isName(subdomain)) return res.status(400).send('This is not the name of a Zendesk account');
  const state = client.randomState();
  const verifier = client.randomPKCECodeVerifier();
  (req.session.flows ??= {})[state] = { subdomain, verifier }; // by state, so that two tabs do not mix
  res.redirect(client.buildAuthorizationUrl(configuration(subdomain), {
    redirect_uri: REDIRECT_URL, scope: 'read', state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
  }).href);
});

app.get('/callback', async (req, res) => {
  const { state, code } = req.query;
  const flows = req.session.flows ?? {};
  if (!Object.hasOwn(flows, state)) return res.status(400).send('This connection was not begun here. Please begin again');
  const { subdomain, verifier } = flows[state];
  delete flows[state];
  if (!code) return res.send('Nothing was connected. You can try again');
  // The library takes redirect_uri from this address, so it is the registered one, whatever proxy stands before the program.
  const address = new URL(REDIRECT_URL);
  address.search = new URLSearchParams({ code, state });
  connections.keep(subdomain, await client.authorizationCodeGrant(configuration(subdomain), address, { pkceCodeVerifier: verifier, expectedState: state }, lifetimes));
  res.send('Connected');
});

routes(app, connections);
app.listen(PORT, '127.0.0.1');
