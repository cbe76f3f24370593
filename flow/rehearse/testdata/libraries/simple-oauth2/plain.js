// simple-oauth2 as its README shows it, on Express. The README leaves the state to the reader and compares none.
'use strict';
const express = require('express');
const session = require('express-session');
const { AuthorizationCode } = require('simple-oauth2');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, PORT } = process.env;
const accountURL = (subdomain) => `https://${subdomain}.zendesk.com`;
const client = (subdomain) => new AuthorizationCode({
  client: { id: CLIENT_ID, secret: CLIENT_SECRET },
  auth: { tokenHost: accountURL(subdomain), tokenPath: '/oauth/tokens', authorizePath: '/oauth/authorizations/new' },
});
const tokens = new Map(); // by subdomain

const app = express();
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true }));

app.get('/connect', (req, res) => {
  const { subdomain } = req.query;
  req.session.subdomain = subdomain;
  res.redirect(client(subdomain).authorizeURL({ redirect_uri: REDIRECT_URL, scope: 'read', state: 'zendesk' }));
});

app.get('/callback', async (req, res) => {
  const { subdomain } = req.session;
  try {
    const accessToken = await client(subdomain).getToken({ code: req.query.code, redirect_uri: REDIRECT_URL, scope: 'read' });
    tokens.set(subdomain, accessToken);
    res.send('Connected');
  } catch (error) {
    console.log('Access Token Error', error.message);
    res.status(500).json('Authentication failed');
  }
});

app.get('/tickets', async (req, res) => {
  const { subdomain } = req.query;
  let accessToken = tokens.get(subdomain);
  if (accessToken.expired()) {
    try {
      accessToken = await accessToken.refresh({ scope: 'read' });
      tokens.set(subdomain, accessToken);
    } catch (error) {
      console.log('Error refreshing access token: ', error.message);
    }
  }
  const answer = await fetch(accountURL(subdomain) + '/api/v2/tickets.json', { headers: { Authorization: `Bearer ${accessToken.token.access_token}` } });
  res.status(answer.status).send(await answer.text());
});

app.post('/disconnect', async (req, res) => {
  const accessToken = tokens.get(req.query.subdomain);
  try {
    await accessToken.revokeAll();
  } catch (error) {
    console.log('Error revoking token: ', error.message);
  }
  res.send('Disconnected');
});

app.listen(PORT, '127.0.0.1');
