// With this header an expired session is answered with a status instead of a redirect that fetch could not follow.
const HEADERS = { Accept: 'application/json', 'X-Requested-With': 'JavaScript' };
const LOGGED_OUT = [401, 499];

// An answer that comes while the page is on its way elsewhere, as to the logout, must not call it back.
let leaving = false;
window.addEventListener('beforeunload', () => { leaving = true; });

export const me = () => call('/api/me');

export const albums = () => call('/api/albums');

export const pictures = album => call(`/api/albums/${encodeURIComponent(album)}/pictures`);

/** The file is a path segment as it travels: what is percent-encoded stays so. */
export const glimpse = (album, file) => call(`/api/albums/${encodeURIComponent(album)}/pictures/${file}/glimpse`);

export const video = album => call(`/api/videos/${encodeURIComponent(album)}`);

/** Where the playlist is that needs no cookies. */
export const signedPlaylist = album => `/api/videos/${encodeURIComponent(album)}/index.m3u8`;

/** The answer sets the signed cookies, which no script can read, and says how long they are good for. */
export const grantVideo = album => call(`/api/videos/${encodeURIComponent(album)}/grant`, 'POST');

async function call(path, method = 'GET') {
    const response = await fetch(path, { method, headers: HEADERS });
    if (LOGGED_OUT.includes(response.status)) {
        if (!leaving) {
            location.reload();
        }
        return new Promise(() => {}); // the page is about to go: nothing comes after this
    }
    if (!response.ok) {
        throw new Error(`${path} was answered with ${response.status}.`);
    }
    return response.json();
}
