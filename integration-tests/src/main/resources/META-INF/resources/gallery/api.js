// With this header, an expired session leads to a status instead of a redirect, which fetch could not follow.
const HEADERS = { Accept: 'application/json', 'X-Requested-With': 'JavaScript' };
const LOGGED_OUT = [401, 499];

// A response that arrives while the browser leaves the page, for example to log out, must not stop it.
let leaving = false;
window.addEventListener('beforeunload', () => { leaving = true; });

export const me = () => call('/api/me');

export const albums = () => call('/api/albums');

export const pictures = album => call(`/api/albums/${encodeURIComponent(album)}/pictures`);

/** The file is a percent-encoded path segment. */
export const glimpse = (album, file) => call(`/api/albums/${encodeURIComponent(album)}/pictures/${file}/glimpse`);

export const video = album => call(`/api/videos/${encodeURIComponent(album)}`);

/** The URL of the playlist that does not need cookies. */
export const signedPlaylist = album => `/api/videos/${encodeURIComponent(album)}/index.m3u8`;

/** The signed URLs of the playlists that are the same for every viewer: {hls, dash}. */
export const staticPlaylists = album => call(`/api/videos/${encodeURIComponent(album)}/playlists`);

/** The response sets the signed cookies, which scripts cannot read, and contains their lifetime. */
export const grantVideo = album => call(`/api/videos/${encodeURIComponent(album)}/grant`, 'POST');

async function call(path, method = 'GET') {
    const response = await fetch(path, { method, headers: HEADERS });
    if (LOGGED_OUT.includes(response.status)) {
        if (!leaving) {
            location.reload();
        }
        return new Promise(() => {}); // the browser is about to leave the page
    }
    if (!response.ok) {
        throw new Error(`${path} responded with ${response.status}.`);
    }
    return response.json();
}
