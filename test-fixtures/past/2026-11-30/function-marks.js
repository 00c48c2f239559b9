// viewer-request.js: a function of CloudFront Functions, runtime cloudfront-js-2.0, event type viewer request.
// Each part passes the request on, or answers it. If you have a function of your own, call the parts from it.

import crypto from 'crypto';
import cf from 'cloudfront';

const REFUSAL_PAGE = '';

// The keys check marks. Do not publish them.
const MARKS = {required: true, keys: ['ZSkbv+YAFIlnucTFDg/felzPSzoJgBTKyhQVfGQ+jXQ=', 'f/ajAjxhfICJN8CUA7tugG5404ZTE3ciSwAwDmo9VeU=']};
const COOKIE = 'q_cloudfront_mark';
const STORE = cf.kvs();

// The mark: for whom the request was signed, and since when that user has been logged in.
// It is removed, so that all viewers share one copy in the cache. A mark that cannot be checked is refused.
async function marks(request) {
    const given = takeMark(request);
    if (request.method === 'OPTIONS') {
        return request; // a preflight, which has no cookies and gets no file
    }
    if (given === undefined) {
        return MARKS.required ? refused(request) : request;
    }
    // compared as a whole, because a $ also matches in front of a line break
    const mark = /([A-Za-z0-9_-]{16})\.([0-9a-z]{6,8})\.([A-Za-z0-9_-]{22})/.exec(given);
    if (!mark || mark[0] !== given || !MARKS.keys.some(key => isMac(key, mark))) {
        return refused(request);
    }
    const revocations = ['all', 'u/' + mark[1]];
    for (let i = 0; i < revocations.length; i++) {
        const revoked = await isRevoked(revocations[i], mark[2]);
        if (revoked) {
            return refused(request);
        }
    }
    return request;
}

// A mark in the query takes precedence over that in a cookie. The rest of the query does not change.
function takeMark(request) {
    const query = request.rawQueryString() || '';
    const own = query.split('&').filter(pair => pair === 'mark' || pair.startsWith('mark='));
    const cookie = request.cookies[COOKIE];
    if (cookie) {
        delete request.cookies[COOKIE];
    }
    if (own.length === 0) {
        return cookie ? cookie.value : undefined;
    }
    request.querystring = query.split('&').filter(pair => !own.includes(pair)).join('&');
    return own.length === 1 ? own[0].slice('mark='.length) : '';
}

function isMac(key, mark) {
    const mac = crypto.createHmac('sha256', Buffer.from(key, 'base64')).update(mark[1] + '.' + mark[2]).digest('base64url');
    let difference = 0;
    for (let i = 0; i < mark[3].length; i++) {
        difference |= mac.charCodeAt(i) ^ mark[3].charCodeAt(i);
    }
    return difference === 0;
}

async function isRevoked(key, start) {
    try {
        const known = await STORE.exists(key);
        if (known === false) {
            return false;
        }
        const before = await STORE.get(key);
        const second = /[0-9a-z]{6,8}/.exec(before);
        return !second || second[0] !== before || parseInt(start, 36) < parseInt(before, 36);
    } catch (e) {
        return true;
    }
}

// A browser that opens a page gets one that leads to the login.
function refused(request) {
    const response = {statusCode: 403, statusDescription: 'Forbidden', headers: {'cache-control': {value: 'no-store'}}};
    const accept = request.headers.accept;
    if (REFUSAL_PAGE && accept && accept.value.includes('text/html')) {
        response.headers['content-type'] = {value: 'text/html;charset=utf-8'};
        response.body = {encoding: 'text', data: REFUSAL_PAGE};
    }
    return response;
}

async function handler(event) {
    let result = event.request;
    result = await marks(result);
    if (result.statusCode) {
        return result;
    }
    return result;
}
