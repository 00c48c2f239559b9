/**
 * Requests a URL from the edge, without the browser's cache, and returns {status, code, message}. On success, code is CloudFront's X-Cache; on refusal, code and message are those of its XML.
 * Signed cookies are only sent with the credentials 'include', because the edge is another origin.
 */
export async function ask(url, { signal, cache = 'no-store', credentials = 'omit' } = {}) {
    try {
        // The file is not needed, but if the edge refuses the request, the body says why, and HEAD has no body.
        const head = await fetch(url, { method: 'HEAD', cache, credentials, signal });
        return head.ok ? granted(head) : await askWhy(url, { cache, credentials, signal });
    } catch (failure) {
        return unreachable(failure);
    }
}

/** The same for a URL that the edge is expected to refuse: one request instead of two. */
export async function askWhy(url, { signal, cache = 'no-store', credentials = 'omit' } = {}) {
    try {
        const response = await fetch(url, { cache, credentials, signal });
        if (response.ok) {
            await response.body?.cancel();
            return granted(response);
        }
        return refused(response.status, await response.text());
    } catch (failure) {
        return unreachable(failure);
    }
}

function granted(response) {
    return { status: response.status, code: response.headers.get('X-Cache') ?? '', message: '' };
}

function refused(status, body) {
    const xml = new DOMParser().parseFromString(body, 'application/xml');
    const text = name => xml.querySelector(`Error > ${name}`)?.textContent ?? '';
    return { status, code: text('Code'), message: text('Message') };
}

function unreachable(failure) {
    return { status: 0, code: 'no response', message: failure.message };
}
