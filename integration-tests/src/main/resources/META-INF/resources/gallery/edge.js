/**
 * Requests a URL from the edge, without the browser's cache, and returns its {status, code}. The code is CloudFront's X-Cache, which shows that the edge has refused, and not the application. The body of a refusal is the page of the gate, as for the whole distribution.
 * Signed cookies are only sent with the credentials 'include', because the edge is another origin.
 */
export async function ask(url, { signal, cache = 'no-store', credentials = 'omit' } = {}) {
    try {
        const { status, headers } = await fetch(url, { method: 'HEAD', cache, credentials, signal });
        return { status, code: headers.get('X-Cache') ?? '' };
    } catch {
        return { status: 0, code: 'no response' };
    }
}
