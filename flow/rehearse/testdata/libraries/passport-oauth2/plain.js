// passport-oauth2 as its README shows it, on Express, with a strategy for each account. It has no refresh.
'use strict';
const express = require('express');
const passport = require('passport');
const session = require('express-session');
const OAuth2Strategy = require('passport-oauth2');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, PORT } = process.env;
const accountURL = (subdomain) => `https://${subdomain}.zendesk.com`;
const tokens = new Map(); // by subdomain

const strategy = (subdomain) => new OAuth2Strategy({
  authorizationURL: accountURL(subdomain) + '/oauth/authorizations/new',
  tokenURL: accountURL(subdomain) + '/oauth/tokens',
  clientID: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  callbackURL: REDIRECT_URL,
  scope: 'read',
}, function (accessToken, refreshToken, profile, cb) {
  tokens.set(subdomain, accessToken);
  return cb(null, { subdomain });
});

const app = express();
app.use(session({ secret: 'keyboard cat', resave: false, saveUninitialized: true }));
app.use(passport.session());
passport.serializeUser((user, cb) => cb(null, user));
passport.deserializeUser((user, cb) => cb(null, user));

app.get('/connect', function (req, res, next) {
  req.session.subdomain = req.query.subdomain;
  passport.authenticate(strategy(req.query.subdomain))(req, res, next);
});

app.get('/callback',
  function (req, res, next) {
    passport.authenticate(strategy(req.session.subdomain), { failureRedirect: '/login' })(req, res, next);
  },
  function (req, res) {
    res.redirect('/');
  });

app.get('/', (req, res) => res.send('Connected'));
app.get('/login', (req, res) => res.send('Please connect your account'));

app.get('/tickets', async (req, res) => {
  const { subdomain } = req.query;
  const answer = await fetch(accountURL(subdomain) + '/api/v2/tickets.json', { headers: { Authorization: `Bearer ${tokens.get(subdomain)}` } });
  res.status(answer.status).send(await answer.text());
});

app.post('/disconnect', (req, res) => {
  tokens.delete(req.query.subdomain);
  res.send('Disconnected');
});

app.listen(PORT, '127.0.0.1');
