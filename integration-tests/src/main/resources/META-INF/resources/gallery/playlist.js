import { showAnswer } from './answer.js';
import { signedPlaylist, staticPlaylists } from './api.js';
import { find, pause } from './dom.js';
import { ask } from './edge.js';
import { load } from './hls.js';
import { expectedStatus, takeApart, tampered, unsigned } from './signed-url.js';

const SECOND = 1000;

/** Plays without cookies, and shows the edge's responses to requests for a signed URL. */
class CookielessPlayer {

    #section;
    #video;
    #signal;
    #through;
    #segments = 0;
    #expires = null;
    #failure = null;

    constructor(section, through, signal) {
        this.#section = section;
        this.#video = find(section, 'video');
        this.#through = through;
        this.#signal = signal;
    }

    async start() {
        const signal = this.#signal;
        this.part('segments', 0);
        this.#video.addEventListener('play', () => this.#onPlay(), { signal });
        this.#video.addEventListener('pause', () => this.#showStatus(), { signal });
        this.#showStatus();
        try {
            await load(this.#video, () => this.locate(signal), {
                signal,
                fetched: () => this.part('segments', ++this.#segments),
                failed: failure => this.#fail(failure),
            });
            const again = find(this.#section, '.again');
            again.addEventListener('click', () => this.#showAnswers(), { signal });
            again.disabled = false;
            await this.#showAnswers();
            await this.#countDown();
        } catch (failure) {
            this.#fail(failure);
        }
    }

    async #showAnswers() {
        const signal = this.#signal;
        const url = await this.signedUrl(signal);
        const { host, expires } = takeApart(url);
        this.part('host', host);
        this.#expires = expires;
        const show = (testid, request, expected) =>
            showAnswer(find(this.#section, `[data-testid=${testid}]`), request, expected, signal);
        await Promise.all([
            show('segment-signed-status', ask(url, { signal }), expectedStatus(url)),
            show('segment-unsigned-status', ask(unsigned(url), { signal }), 403),
            show('segment-tampered-status', ask(tampered(url), { signal }), 403),
        ]);
    }

    async #countDown() {
        do {
            const seconds = Math.ceil((this.#expires - Date.now()) / SECOND);
            this.part('left', seconds > 0 ? `expires in ${seconds} s` : 'expired, as it should be');
        } while (await pause(SECOND, this.#signal));
    }

    #onPlay() {
        this.#failure = null;
        this.#showStatus();
    }

    #fail(failure) {
        if (!this.#signal.aborted) {
            this.#failure = failure;
            this.#showStatus();
        }
    }

    #showStatus() {
        const doing = this.#video.paused ? 'ready to play' : 'playing';
        const status = find(this.#section, '[data-testid=video-status]');
        status.textContent = this.#failure?.message ?? `${doing} through ${this.#through}`;
        status.className = `answer ${this.#failure ? 'unexpected' : 'granted'}`;
    }

    part(name, value) {
        find(this.#section, `[data-part=${name}]`).textContent = value;
    }
}

/** Plays a playlist in which every URL is signed, and requests its first segment. */
export class PlaylistPlayer extends CookielessPlayer {

    #playlist;

    constructor(section, album, signal) {
        super(section, 'a signed playlist', signal);
        this.#playlist = signedPlaylist(album.id);
    }

    locate() {
        this.part('path', this.#playlist);
        return this.#playlist;
    }

    async signedUrl(signal) {
        const response = await fetch(this.#playlist, { signal });
        if (!response.ok) {
            throw new Error(`The playlist responded with ${response.status}.`);
        }
        const lines = (await response.text()).split('\n');
        return lines.find(line => line && !line.startsWith('#'));
    }
}

/** Plays static playlists, which are the same for every viewer, and requests the first one, whose URL is signed. */
export class StaticPlayer extends CookielessPlayer {

    #section;
    #album;
    #entry;

    constructor(section, album, signal) {
        super(section, 'a static signed playlist', signal);
        this.#section = section;
        this.#album = album;
    }

    async locate(signal) {
        const { hls, dash } = await staticPlaylists(this.#album.id);
        if (!signal.aborted) {
            this.#entry = hls;
            this.part('path', new URL(hls).pathname);
            find(this.#section, '[data-part=hls]').href = hls;
            find(this.#section, '[data-part=dash]').href = dash;
        }
        return hls;
    }

    signedUrl() {
        return this.#entry;
    }
}
