// A link that opens a directory. CloudFront has verified its signature, which becomes cookies for exactly this directory.
// If the browser has other cookies for the path, it keeps them and gets no others.
function directories(request) {
    const query = (request.rawQueryString() || '').split('&').map(parameter);
    const signed = query.filter(each => SIGNED.includes(each.name));
    const opens = request.method === 'GET' && query.some(each => each.written === 'open-directory');
    const attributes = opens && attributesOf(signed);
    if (!attributes || /^\/[\/\\]/.test(request.uri)) { // not to another host
        return request;
    }
    const isMark = each => MARK_COOKIE && each.name === 'mark';
    const own = query.filter(each => !signed.includes(each) && !isMark(each) && each.written !== 'open-directory');
    const cookies = {};
    if (!Object.keys(request.cookies).some(name => name.startsWith('CloudFront-'))) {
        signed.forEach(each => {
            cookies['CloudFront-' + each.name] = {value: decoded(each.value), attributes: attributes};
        });
        query.filter(isMark).forEach(each => {
            cookies[MARK_COOKIE] = {value: each.value, attributes: attributes};
        });
    }
    return {
        statusCode: 302,
        statusDescription: 'Found',
        headers: {
            location: {value: request.uri + (own.length ? '?' + own.map(each => each.pair).join('&') : '')},
            'cache-control': {value: 'no-store'},
            'referrer-policy': {value: 'no-referrer'}
        },
        cookies: cookies
    };
}

// Nothing if cookies would also be sent for other files than those that the policy covers.
function attributesOf(signed) {
    const names = signed.map(each => each.written).sort().join().replace('Hash-Algorithm,', '');
    if (names !== 'Key-Pair-Id,Policy,Signature' || !signed.every(isCookie)) {
        return undefined;
    }
    try {
        const base64 = decoded(signed.find(each => each.name === 'Policy').value).replace(/-/g, '+').replace(/_/g, '=')
            .replace(/~/g, '/');
        const statement = JSON.parse(Buffer.from(base64, 'base64').toString()).Statement[0];
        const second = statement.Condition.DateLessThan['AWS:EpochTime'];
        const directory = /[a-z*]+:\/\/[^\/]+(\/(?:[!-)+-:<->@-~]*\/)?)\*/.exec(statement.Resource);
        // compared as a whole, because a $ also matches in front of a line break
        return directory && directory[0] === statement.Resource && second <= 99999999999
            ? 'Path=' + directory[1] + '; Expires=' + new Date(second * 1000).toUTCString() + '; Secure; HttpOnly; SameSite=Lax'
            : undefined;
    } catch (e) {
        return undefined;
    }
}

function isCookie(parameter) {
    const value = decoded(parameter.value);
    return value && !/[^\w~-]/.test(value) && ('CloudFront-' + parameter.name + value).length <= 4096;
}
