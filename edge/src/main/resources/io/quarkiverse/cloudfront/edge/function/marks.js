// The mark: for whom a request was signed, since when that user has been logged in, and in which grant.
// It is removed, so that all viewers share one copy in the cache. A mark that cannot be checked is refused.
async function marks(request) {
    const query = (request.rawQueryString() || '').split('&').map(parameter);
    const signed = query.filter(each => SIGNED.includes(each.name));
    const grant = grantOf(request, signed);
    const given = takeMark(request, query, signed);
    if (request.method === 'OPTIONS') {
        return request; // a preflight, which has no cookies and gets no file
    }
    if (given === undefined) {
        return MARKS.required ? refused(request) : request;
    }
    // compared as a whole, because a $ also matches in front of a line break
    const mark = /([A-Za-z0-9_-]{16})\.([0-9a-z]{6,8})(-[A-Za-z0-9_-]{6})?\.([A-Za-z0-9_-]{22})/.exec(given);
    if (!mark || mark[0] !== given || !MARKS.keys.some(key => isGenuine(key, mark, grant))) {
        return refused(request);
    }
    const revocations = ['all', 'u/' + mark[1]];
    for (let i = 0; i < revocations.length; i++) {
        const revoked = await isRevoked(revocations[i], mark);
        if (revoked) {
            return refused(request);
        }
    }
    return request;
}

// What the mark must fit, read where CloudFront reads it: the custom policy, or the path for a canned one.
// If CloudFront could read another one, there is none.
function grantOf(request, signed) {
    if (signed.length === 0) {
        const policy = request.cookies['CloudFront-Policy'];
        return policy && !policy.multiValue && !request.cookies['CloudFront-Expires'] ? policy.value : undefined;
    }
    const names = signed.map(each => each.written).filter(name => name !== 'Hash-Algorithm').sort().join();
    if (names === 'Key-Pair-Id,Policy,Signature') {
        return decoded(signed.find(each => each.name === 'Policy').value);
    }
    return names === 'Expires,Key-Pair-Id,Signature' ? request.uri : undefined;
}

// The mark is where the signature is. With signed cookies, one in the query is the viewer's.
function takeMark(request, query, signed) {
    const cookie = request.cookies[MARK_COOKIE];
    delete request.cookies[MARK_COOKIE];
    if (!signed.length) {
        return cookie && (cookie.multiValue ? '' : cookie.value);
    }
    const own = query.filter(each => each.name === 'mark');
    request.querystring = query.filter(each => each.name !== 'mark').map(each => each.pair).join('&');
    return own[1] ? '' : own[0] && own[0].value;
}

function isGenuine(key, mark, grant) {
    const marked = mark[1] + '.' + mark[2] + (mark[3] || '');
    return grant && isMac(key, marked + '.' + grant, mark[4]);
}

function isMac(key, text, given) {
    const mac = crypto.createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64url');
    let difference = 0;
    for (let i = 0; i < given.length; i++) {
        difference |= mac.charCodeAt(i) ^ given.charCodeAt(i);
    }
    return difference === 0;
}

// The store has {before}, and .{login}{until}-{at} for each login that has ended.
async function isRevoked(key, mark) {
    try {
        const known = await STORE.exists(key);
        if (known === false) {
            return false;
        }
        const value = await STORE.get(key);
        const form = /[0-9a-z]{6,8}(\.[A-Za-z0-9_-]{6}[0-9a-z]{6,8}-[0-9a-z]{6,8}){0,40}/.exec(value);
        const parts = value.split('.');
        const start = parseInt(mark[2], 36);
        return !form || form[0] !== value || start < parseInt(parts.shift(), 36)
            || parts.some(ended => '-' + ended.slice(0, 6) === mark[3] && start <= parseInt(ended.slice(6), 36));
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
