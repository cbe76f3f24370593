// A small, correct integration on Node's standard library alone. Unlike the other samples it sends JSON, cleans the names that
// customers paste, lets all who wait share the promise of one refresh, and refreshes a minute before a token's end. With MISTAKE
// it does one thing wrong, as happens in JavaScript; without it, every condition on MISTAKE is false and can be left out.
//
// What a product needs besides: people who sign in, so that only they can use and disconnect their account; authorizations
// that end after some minutes when nobody comes back; and cookies that are Secure, since it is served over HTTPS.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const https = require('https');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT, ZENDESK_URL, MISTAKE } = process.env;
const template = ZENDESK_URL || 'https://{subdomain}.zendesk.com'; // ZENDESK_URL is for tests
const headers = { 'X-Zendesk-Marketplace-Name': 'Acme Sync', 'X-Zendesk-Marketplace-Organization-Id': '12345' };
const refreshMargin = 60 * 1000; // before a token's end, in milliseconds
// Of a test: with an agent of its own, Node uses no proxy from the environment.
const agent = process.env.OWN_AGENT ? new https.Agent({ keepAlive: false }) : undefined;

const flows = new Map(); // authorizations that were begun, by state
const refreshing = new Map(); // by subdomain: one promise for all who wait
const waitUntil = new Map(); // by subdomain: the account asked to be left alone
let latest = {}; // of mistakes: the authorization that was begun last
const randomText = () => crypto.randomBytes(24).toString('base64url');
const rowOf = (subdomain) => (MISTAKE === 'token-in-module' ? 'the only one' : subdomain);
const accountURL = (subdomain) => template.replace('{subdomain}', subdomain);

class ConnectAgain extends Error {} // the customer has to connect again
class AskedToWait extends Error {} // Zendesk asked us to wait

let store = {};
try {
  store = JSON.parse(fs.readFileSync(STORE, 'utf8'));
} catch (e) {
  if (e.code !== 'ENOENT') throw e;
}
// save stores a pair, or without one forgets the account. The file is replaced in one step.
function save(subdomain, pair) {
  if (pair) store[rowOf(subdomain)] = pair;
  else delete store[rowOf(subdomain)];
  fs.writeFileSync(STORE + '.new', JSON.stringify(store), { mode: 0o600 });
  fs.renameSync(STORE + '.new', STORE);
}

// send resolves to the status, headers and text of an answer, whatever its status is. It follows no redirect.
function send(method, address, extra, body) {
  if (MISTAKE === 'fetch-follows' && body) {
    return fetch(address, { method, headers: { ...extra, 'Content-Type': 'application/json' }, body: JSON.stringify(body) })
      .then(async (answer) => ({ status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }));
  }
  return new Promise((resolve, reject) => {
    const text = body && JSON.stringify(body);
    const lib = address.startsWith('https:') ? https : http;
    const options = { method, headers: { ...extra }, timeout: 20000 };
    if (agent && lib === https) options.agent = agent;
    if (text) Object.assign(options.headers, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
    const request = lib.request(address, options, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        if (MISTAKE === 'parse-in-handler' && body) JSON.parse(Buffer.concat(parts)); // no promise sees what is thrown here
        resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() });
      });
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.end(text);
  });
}

// noteWait notes for how long an account asked to be left alone.
function noteWait(subdomain, answer) {
  waitUntil.set(subdomain, Date.now() + 1000 * (Number(answer.headers['retry-after']) || 5));
  throw new AskedToWait();
}

// grant asks the token endpoint for a pair and stores it.
async function grant(subdomain, parameters) {
  const answer = await send('POST', accountURL(subdomain) + '/oauth/tokens', {}, {
    ...parameters, client_id: CLIENT_ID, client_secret: CLIENT_SECRET, expires_in: 1800, refresh_token_expires_in: 2592000,
  });
  if (answer.status === 429 || answer.status === 503) noteWait(subdomain, answer);
  let told = {}; // what the answer says
  try {
    told = JSON.parse(answer.text);
  } catch { /* a page of a proxy */ }
  if (answer.status < 200 || answer.status > 299) {
    const error = Object.assign(new Error('refused'), { code: told.error });
    if (MISTAKE === 'prints-error') console.error(Object.assign(error, { config: { client_id: CLIENT_ID, client_secret: CLIENT_SECRET } }));
    throw error;
  }
  let ends = Date.now() + 1000 * (Number(told.expires_in) || 1800); // missing, null or text
  if (MISTAKE === 'no-number') ends = (Math.floor(Date.now() / 1000) + told.expires_in) * 1000; // NaN, now, or two texts joined
  save(subdomain, { access: told.access_token, refresh: told.refresh_token, ends });
}

// refresh replaces the pair of an account. Whoever comes meanwhile waits for the same answer.
async function refresh(subdomain) {
  if (MISTAKE === 'await-before-lock' && !refreshing.has(subdomain)) await fs.promises.stat(STORE); // others look meanwhile
  if (MISTAKE === 'await-before-lock' || !refreshing.has(subdomain)) {
    refreshing.set(subdomain, grant(subdomain, { grant_type: 'refresh_token', refresh_token: store[rowOf(subdomain)].refresh })
      .finally(() => refreshing.delete(subdomain)));
  }
  return refreshing.get(subdomain);
}

// call makes an API call, and refreshes before a token's end or after a 401.
async function call(method, subdomain, path) {
  if (Date.now() < (waitUntil.get(subdomain) || 0)) throw new AskedToWait();
  if (!Object.hasOwn(store, rowOf(subdomain))) throw new ConnectAgain();
  try {
    if (Date.now() > store[rowOf(subdomain)].ends - (MISTAKE === 'no-margin' ? 0 : refreshMargin)) await refresh(subdomain);
    let answer;
    for (let tries = 0; tries < 2; tries++) {
      const access = store[rowOf(subdomain)].access;
      answer = await send(method, accountURL(subdomain) + path, { ...headers, Authorization: 'Bearer ' + access });
      if (answer.status !== 401 || MISTAKE === 'no-margin' || MISTAKE === 'no-number') break;
      if (tries === 0 && store[rowOf(subdomain)].access === access) await refresh(subdomain);
    }
    if (answer.status === 429) noteWait(subdomain, answer);
    if (answer.status < 200 || answer.status > 299) throw new Error('the API answered ' + answer.status);
  } catch (e) {
    if (e.code !== 'invalid_grant') throw e;
    save(subdomain, null);
    throw new ConnectAgain();
  }
}

// nameIn returns the name of the account that a customer pasted, also as an address; null when it is none.
function nameIn(pasted) {
  if (MISTAKE === 'name-by-url') { // dots in it still make a valid host name
    try {
      return new URL(`https://${pasted}.zendesk.com`).hostname.endsWith('.zendesk.com') ? pasted : null;
    } catch {
      return null;
    }
  }
  const name = pasted.trim().toLowerCase().replace(/^https:\/\//, '').replace(/\/.*$/, '').replace(/\.zendesk\.com$/, '');
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name) ? name : null;
}

const routes = {
  'GET /connect': async (q, session) => {
    const subdomain = nameIn(q.get('subdomain') || '');
    if (!subdomain) return [400, 'This is not the name of a Zendesk account'];
    const state = randomText();
    const verifier = randomText() + randomText();
    latest = { state, subdomain, verifier };
    flows.set(state, { subdomain, verifier, session });
    const where = new URL(accountURL(subdomain) + '/oauth/authorizations/new');
    where.search = new URLSearchParams({
      response_type: 'code', client_id: CLIENT_ID, redirect_uri: REDIRECT_URL, scope: 'read', state,
      code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
    });
    return [302, 'Go on', where.href];
  },
  'GET /callback': async (q, session) => {
    let flow = flows.get(q.get('state'));
    if (MISTAKE === 'state-in-module') flow = q.get('state') === latest.state ? { ...latest, session } : undefined;
    if (!flow || flow.session !== session) return [400, 'This connection was not begun here. Please begin again'];
    flows.delete(q.get('state'));
    if (MISTAKE === 'flow-in-module') flow = latest;
    latest = { ...latest, state: undefined };
    if (MISTAKE === 'unhandled-denial' && q.get('error')) {
      Promise.reject(new Error(q.get('error'))); // nobody handles it
      await fs.promises.stat('.');
    }
    if (!q.get('code')) return [200, 'Nothing was connected. You can try again'];
    try {
      await grant(flow.subdomain, { grant_type: 'authorization_code', code: q.get('code'), redirect_uri: REDIRECT_URL, code_verifier: flow.verifier });
    } catch {
      return [502, 'Zendesk did not complete the connection. Please try again later'];
    }
    return [302, 'Connected', '/connected'];
  },
  'GET /connected': async () => [200, 'Connected'],
  'GET /tickets': async (q) => {
    await call('GET', q.get('subdomain') || '', '/api/v2/tickets.json');
    return [200, 'Your tickets'];
  },
  'POST /disconnect': async (q) => {
    const subdomain = q.get('subdomain') || '';
    await call('DELETE', subdomain, '/api/v2/oauth/tokens/current.json').catch(() => {});
    save(subdomain, null);
    return [200, 'Disconnected'];
  },
};

http.createServer(async (request, response) => {
  const address = new URL(request.url, 'http://127.0.0.1');
  const session = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie || '')?.[1] || randomText();
  let page;
  try {
    const route = routes[request.method + ' ' + address.pathname];
    page = route ? await route(address.searchParams, session) : [404, 'There is no such page'];
  } catch (e) {
    if (e instanceof ConnectAgain) page = [409, 'The connection was lost: please connect again'];
    else if (e instanceof AskedToWait) page = [503, 'Zendesk asked us to wait'];
    else page = [502, 'Zendesk could not be asked'];
  }
  response.writeHead(page[0], {
    'Content-Type': 'text/html; charset=utf-8', 'Set-Cookie': `session=${session}; Path=/; HttpOnly; SameSite=Lax`, ...(page[2] && { Location: page[2] }),
  });
  response.end(`<h1>${page[1]}</h1>`);
}).listen(Number(PORT), '127.0.0.1');
