// With this header an expired session is answered with a status instead of a redirect that fetch could not follow.
const HEADERS = { Accept: 'application/json', 'X-Requested-With': 'JavaScript' };
const LOGGED_OUT = [401, 499];

export const me = () => get('/api/me');

export const albums = () => get('/api/albums');

export const pictures = album => get(`/api/albums/${encodeURIComponent(album)}/pictures`);

/** The file is a path segment as it travels: what is percent-encoded stays so. */
export const glimpse = (album, file) => get(`/api/albums/${encodeURIComponent(album)}/pictures/${file}/glimpse`);

async function get(path) {
    const response = await fetch(path, { headers: HEADERS });
    if (LOGGED_OUT.includes(response.status)) {
        location.reload();
        return new Promise(() => {}); // the page is about to go: nothing comes after this
    }
    if (!response.ok) {
        throw new Error(`${path} was answered with ${response.status}.`);
    }
    return response.json();
}
