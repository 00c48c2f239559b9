// CloudFront's parameters, and the viewer's own.
const SIGNED = ['Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm'];

function parameter(pair) {
    const end = (pair + '=').indexOf('=');
    const written = pair.slice(0, end);
    return {pair: pair, written: written, name: decoded(written), value: pair.slice(end + 1)};
}

function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch (e) {
        return text;
    }
}
