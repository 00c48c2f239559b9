import { showAnswer } from './answer.js';
import { video as locate } from './api.js';
import { find, fromTemplate, pause } from './dom.js';
import { ask } from './edge.js';
import { Grant } from './grant.js';
import { load } from './hls.js';
import { PlaylistPlayer, StaticPlayer } from './playlist.js';

const SECOND = 1000;
const COOKIES_NOT_KEPT = 'This browser did not keep the signed cookies. Over plain HTTP, Safari rejects Secure cookies. Use Chromium '
    + 'or Firefox, choose another way to play it, or set quarkus.cloudfront-signer.cookies.secure=false in dev mode.';

/**
 * A section with the album's video, played with signed cookies, a signed playlist, or a static signed playlist, and the edge's
 * responses with and without them.
 *
 * @param other another album, which these cookies do not open
 */
export function showVideo({ album, other, poster }, signal) {
    const section = fromTemplate('video-template');
    const video = find(section, 'video');
    find(section, 'h3').textContent = `${album.title} in motion`;
    find(section, '[data-part=other]').textContent = `playlist of ${other.title}`;
    video.setAttribute('aria-label', `Video of the album ${album.title}`);
    video.poster = poster;

    let chosen = new AbortController();
    const play = through => {
        chosen.abort();
        chosen = new AbortController();
        section.dataset.through = through;
        video.controls = true;
        find(section, '.again').disabled = true;
        const until = AbortSignal.any([signal, chosen.signal]);
        const player = {
            cookies: () => new CookiePlayer(section, { album, other }, until),
            playlist: () => new PlaylistPlayer(section, album, until),
            static: () => new StaticPlayer(section, album, until),
        };
        player[through]().start();
    };
    for (const choice of section.querySelectorAll('[name=through]')) {
        choice.addEventListener('change', () => play(choice.value), { signal });
    }
    play('cookies');
    return section;
}

class CookiePlayer {

    #section;
    #video;
    #album;
    #other;
    #signal;
    #grant;
    #failure = null;
    #segments = 0;
    #watching = new AbortController();

    constructor(section, { album, other }, signal) {
        this.#section = section;
        this.#video = find(section, 'video');
        this.#album = album;
        this.#other = other;
        this.#signal = signal;
        this.#grant = new Grant(album.id);
    }

    start() {
        const signal = this.#signal;
        signal.addEventListener('abort', () => this.#watching.abort(), { once: true });
        this.#video.addEventListener('play', () => this.#guarded(() => this.#onPlay()), { signal });
        this.#video.addEventListener('pause', () => this.#onPause(), { signal });
        return this.#guarded(() => this.#load());
    }

    async #load() {
        const signal = this.#signal;
        await this.#renew();
        const { playlist } = await locate(this.#album.id);
        if (signal.aborted) {
            return;
        }
        const { host, pathname } = new URL(playlist);
        this.#part('host', host);
        this.#part('path', pathname);
        this.#countDown();
        const again = find(this.#section, '.again');
        again.addEventListener('click', () => this.#guarded(() => this.#showAnswers(playlist)), { signal });
        again.disabled = false;
        // Scripts cannot read the cookies, so only the edge shows whether the browser has accepted them.
        const { status } = await ask(playlist, { credentials: 'include', signal });
        if (status === 403) {
            this.#video.controls = false;
            this.#fail(new Error(COOKIES_NOT_KEPT));
        } else {
            await this.#play(playlist);
        }
        await this.#showAnswers(playlist);
    }

    #play(playlist) {
        const signal = this.#signal;
        return load(this.#video, () => playlist, {
            signal,
            renew: () => this.#renew(),
            fetched: () => this.#part('segments', ++this.#segments),
            failed: failure => this.#fail(failure),
        });
    }

    /** Renews the grant only while the video plays, so that an open page does not keep the session alive. */
    async #onPlay() {
        this.#failure = null;
        this.#showStatus();
        this.#watching = new AbortController();
        while (await pause(this.#grant.untilRenewal, this.#watching.signal)) {
            await this.#renew();
        }
    }

    #onPause() {
        this.#watching.abort();
        this.#showStatus();
    }

    async #renew() {
        await this.#grant.renew();
        this.#failure = null;
        this.#showStatus();
    }

    #showStatus() {
        const times = this.#grant.renewals;
        const doing = this.#video.paused ? 'ready to play' : 'playing';
        const status = find(this.#section, '[data-testid=video-status]');
        status.textContent = this.#failure?.message
            ?? `${doing} through signed cookies, renewed ${times} ${times === 1 ? 'time' : 'times'}`;
        status.className = `answer ${this.#failure ? 'unexpected' : 'granted'}`;
    }

    async #showAnswers(playlist) {
        const signal = this.#signal;
        const credentials = 'include';
        const show = (testid, request, expected) =>
            showAnswer(find(this.#section, `[data-testid=${testid}]`), request, expected, signal);
        const name = playlist.slice(playlist.lastIndexOf('/') + 1);
        await Promise.all([
            show('video-cookies-status', ask(playlist, { credentials, signal }), this.#grant.left ? 200 : 403),
            show('video-bare-status', ask(playlist, { signal }), 403),
            show('video-probe', ask(new URL(`../${this.#other.id}/${name}`, playlist), { credentials, signal }), 403),
        ]);
    }

    async #countDown() {
        do {
            const seconds = Math.ceil(this.#grant.left / SECOND);
            this.#part('left', seconds ? `expires in ${seconds} s` : 'expired, as it should be: play the video to renew it');
        } while (await pause(SECOND, this.#signal));
    }

    async #guarded(action) {
        try {
            await action();
        } catch (failure) {
            this.#fail(failure);
        }
    }

    #fail(failure) {
        if (!this.#signal.aborted) {
            this.#failure = failure;
            this.#showStatus();
        }
    }

    #part(name, value) {
        find(this.#section, `[data-part=${name}]`).textContent = value;
    }
}
