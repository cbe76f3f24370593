// A small integration on Node's standard library alone. It sends JSON, cleans the names that customers paste, keeps one
// session in a cookie, and refreshes a minute before the end: all of it right, and different from the other samples.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const http = require('http');
const https = require('https');

const { CLIENT_ID, CLIENT_SECRET, REDIRECT_URL, STORE, PORT, ZENDESK_URL } = process.env;
const template = ZENDESK_URL || 'https://{subdomain}.zendesk.com';
const headers = { 'X-Zendesk-Marketplace-Name': 'Acme Sync', 'X-Zendesk-Marketplace-Organization-Id': '12345' };
const margin = 60 * 1000;
const agent = process.env.OWN_AGENT ? new https.Agent({ keepAlive: false }) : undefined;

const flows = new Map(); // by state
const refreshing = new Map(); // by subdomain: one promise for all who wait
const until = new Map();
const random = () => crypto.randomBytes(24).toString('base64url');
const base = (subdomain) => template.replace('{subdomain}', subdomain);

class Again extends Error {}
class Later extends Error {}

let store = {};
try {
  store = JSON.parse(fs.readFileSync(STORE, 'utf8'));
} catch (e) {
  if (e.code !== 'ENOENT') throw e;
}
function save(subdomain, pair) {
  if (pair) store[subdomain] = pair;
  else delete store[subdomain];
  fs.writeFileSync(STORE + '.new', JSON.stringify(store), { mode: 0o600 });
  fs.renameSync(STORE + '.new', STORE);
}

function send(method, address, extra, body) {
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
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.end(text);
  });
}

function wait(subdomain, answer) {
  until.set(subdomain, Date.now() + 1000 * (Number(answer.headers['retry-after']) || 5));
  throw new Later();
}

async function grant(subdomain, parameters) {
  const answer = await send('POST', base(subdomain) + '/oauth/tokens', {}, {
    ...parameters, client_id: CLIENT_ID, client_secret: CLIENT_SECRET, expires_in: 1800, refresh_token_expires_in: 2592000,
  });
  if (answer.status === 429 || answer.status === 503) wait(subdomain, answer);
  let told = {};
  try {
    told = JSON.parse(answer.text);
  } catch { /* a page of a proxy */ }
  if (answer.status < 200 || answer.status > 299) throw Object.assign(new Error('refused'), { code: told.error });
  const seconds = Number(told.expires_in) || 1800; // missing, null or text
  save(subdomain, { access: told.access_token, refresh: told.refresh_token, ends: Date.now() + 1000 * seconds });
}

function refresh(subdomain) {
  if (!refreshing.has(subdomain)) {
    refreshing.set(subdomain, grant(subdomain, { grant_type: 'refresh_token', refresh_token: store[subdomain].refresh })
      .finally(() => refreshing.delete(subdomain)));
  }
  return refreshing.get(subdomain);
}

async function call(method, subdomain, path) {
  if (Date.now() < (until.get(subdomain) || 0)) throw new Later();
  if (!Object.hasOwn(store, subdomain)) throw new Again();
  try {
    if (Date.now() > store[subdomain].ends - margin) await refresh(subdomain);
    let answer;
    for (let tries = 0; tries < 2; tries++) {
      const access = store[subdomain].access;
      answer = await send(method, base(subdomain) + path, { ...headers, Authorization: 'Bearer ' + access });
      if (answer.status !== 401) break;
      if (tries === 0 && store[subdomain].access === access) await refresh(subdomain);
    }
    if (answer.status === 429) wait(subdomain, answer);
    if (answer.status < 200 || answer.status > 299) throw new Error('the API answered ' + answer.status);
  } catch (e) {
    if (e.code !== 'invalid_grant') throw e;
    save(subdomain, null);
    throw new Again();
  }
}

function clean(pasted) {
  const name = pasted.trim().toLowerCase().replace(/^https:\/\//, '').replace(/\/.*$/, '').replace(/\.zendesk\.com$/, '');
  return /^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/.test(name) ? name : null;
}

const routes = {
  'GET /connect': async (q, session) => {
    const subdomain = clean(q.get('subdomain') || '');
    if (!subdomain) return [400, 'This is not the name of a Zendesk account'];
    const state = random();
    const verifier = random() + random();
    flows.set(state, { subdomain, verifier, session });
    const where = new URL(base(subdomain) + '/oauth/authorizations/new');
    where.search = new URLSearchParams({
      response_type: 'code', client_id: CLIENT_ID, redirect_uri: REDIRECT_URL, scope: 'read', state,
      code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
    });
    return [302, 'Go on', where.href];
  },
  'GET /callback': async (q, session) => {
    const flow = flows.get(q.get('state'));
    if (!flow || flow.session !== session) return [400, 'This connection was not begun here. Please begin again'];
    flows.delete(q.get('state'));
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
  const session = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie || '')?.[1] || random();
  let page;
  try {
    const route = routes[request.method + ' ' + address.pathname];
    page = route ? await route(address.searchParams, session) : [404, 'There is no such page'];
  } catch (e) {
    if (e instanceof Again) page = [409, 'The connection was lost: please connect again'];
    else if (e instanceof Later) page = [503, 'Zendesk asked us to wait'];
    else page = [502, 'Zendesk could not be asked'];
  }
  response.writeHead(page[0], {
    'Content-Type': 'text/html; charset=utf-8', 'Set-Cookie': `session=${session}; Path=/; HttpOnly; SameSite=Lax`, ...(page[2] && { Location: page[2] }),
  });
  response.end(`<h1>${page[1]}</h1>`);
}).listen(Number(PORT), '127.0.0.1');
