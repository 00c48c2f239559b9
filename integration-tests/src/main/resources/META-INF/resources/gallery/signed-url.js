/*
 * The parts of a signed URL. CloudFront compares encoded URLs, so the text is split and never rebuilt from decoded parts:
 * URLSearchParams would encode some characters differently.
 */
const RESERVED = ['Expires', 'Policy', 'Signature', 'Key-Pair-Id', 'Hash-Algorithm'];

/**
 * Host, path, what the signature covers, expiry (a Date, or null if there is none), key pair ID and signature. A canned
 * policy covers just the URL, a custom one may cover more.
 */
export function takeApart(url) {
    const { host, pathname } = new URL(url);
    const parameters = reservedParameters(url);
    const statement = customStatement(parameters.get('Policy'));
    return {
        host,
        path: pathname,
        file: pathname.slice(pathname.lastIndexOf('/') + 1),
        covers: statement?.Resource ?? unsigned(url),
        expires: expiry(parameters.get('Expires') ?? statement?.Condition.DateLessThan['AWS:EpochTime']),
        keyPairId: parameters.get('Key-Pair-Id') ?? '',
        signature: parameters.get('Signature') ?? '',
    };
}

/** The status of a request for this signed URL: 403 after its expiry. */
export const expectedStatus = url => Date.now() < takeApart(url).expires ? 200 : 403;

/** The URL before it was signed. */
export function unsigned(url) {
    const [base, query] = split(url);
    const own = query.filter(parameter => !RESERVED.includes(nameOf(parameter)));
    return own.length ? `${base}?${own.join('&')}` : base;
}

/** The signed URL with one character of its signature changed. */
export function tampered(url) {
    const [base, query] = split(url);
    return `${base}?${query.map(parameter =>
        nameOf(parameter) === 'Signature' ? `Signature=${changeOne(valueOf(parameter))}` : parameter).join('&')}`;
}

// In the middle, because decoders may ignore bits of the last characters.
function changeOne(signature) {
    const middle = Math.floor(signature.length / 2);
    const other = signature[middle] === 'A' ? 'B' : 'A';
    return signature.slice(0, middle) + other + signature.slice(middle + 1);
}

function reservedParameters(url) {
    return new Map(split(url)[1].map(parameter => [nameOf(parameter), valueOf(parameter)]));
}

function split(url) {
    const mark = url.indexOf('?');
    return mark < 0 ? [url, []] : [url.slice(0, mark), url.slice(mark + 1).split('&')];
}

const nameOf = parameter => parameter.split('=', 1)[0];

const valueOf = parameter => parameter.slice(nameOf(parameter).length + 1);

const expiry = seconds => seconds ? new Date(Number(seconds) * 1000) : null;

function customStatement(policy) {
    if (!policy) {
        return null;
    }
    // CloudFront's own base64 alphabet
    const json = atob(policy.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'));
    return JSON.parse(json).Statement[0];
}
