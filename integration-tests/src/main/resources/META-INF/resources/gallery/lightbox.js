import { glimpse } from './api.js';
import { find, pause } from './dom.js';
import { ask } from './edge.js';
import { takeApart } from './signed-url.js';

const SECOND = 1000;
const TRIES_AFTER_EXPIRY = 5;

/** One picture in full size, or a glimpse of it that ends when its signed URL expires. */
export class Lightbox {

    #dialog;
    #shots = [];
    #index = 0;
    #shown = new AbortController();

    constructor(dialog) {
        this.#dialog = dialog;
        this.#part('.close').addEventListener('click', () => dialog.close());
        this.#part('.previous').addEventListener('click', () => this.#step(-1));
        this.#part('.next').addEventListener('click', () => this.#step(1));
        this.#part('img').addEventListener('error', () => this.#refuse('No picture', 'The edge did not serve this picture.'));
        dialog.addEventListener('keydown', event => this.#onKey(event));
        dialog.addEventListener('click', event => this.#onClick(event));
        dialog.addEventListener('close', () => this.#clear());
    }

    show(shots, index) {
        this.#shots = shots;
        this.#open();
        this.#turnTo(index);
    }

    async glimpse(shot) {
        this.#shots = [];
        this.#open();
        this.#clear();
        const { signal } = this.#shown;
        this.#title(shot);
        this.#status('Asking for a URL that expires soon…');
        try {
            const url = await glimpse(shot.album.id, takeApart(shot.url).file);
            if (!signal.aborted) {
                await this.#showUntilExpiry(shot, url, signal);
            }
        } catch (failure) {
            if (!signal.aborted) {
                this.#status('');
                this.#refuse('No glimpse', failure.message);
            }
        }
    }

    async #showUntilExpiry(shot, url, signal) {
        const { expires } = takeApart(url);
        const lifetime = expires - Date.now();
        this.#picture(shot, url);
        this.#status(`Signed for ${Math.max(0, Math.round(lifetime / SECOND))} seconds`);
        await this.#countDown(expires, lifetime, signal);
        if (signal.aborted) {
            return;
        }
        this.#status('Expired. Asking the edge again…');
        const answer = await askUntilRefused(url, signal);
        if (signal.aborted) {
            return;
        }
        const text = [answer.status || '', answer.code].filter(String).join(' · ');
        this.#status(text);
        if (answer.status !== 200) {
            this.#refuse(text, 'The signed URL has expired.');
        }
    }

    async #countDown(expires, lifetime, signal) {
        const ring = this.#part('.ring');
        const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
        ring.removeAttribute('hidden');
        for (let left = lifetime; left > 0 && !signal.aborted; left = expires - Date.now()) {
            ring.style.setProperty('--left', left / lifetime);
            find(ring, 'text').textContent = Math.ceil(left / SECOND);
            await pause(Math.min(left, calm ? SECOND : 50), signal);
        }
        ring.setAttribute('hidden', '');
    }

    #open() {
        this.#dialog.classList.toggle('single', this.#shots.length < 2);
        if (!this.#dialog.open) {
            this.#dialog.showModal();
        }
    }

    #turnTo(index) {
        this.#index = (index + this.#shots.length) % this.#shots.length;
        const shot = this.#shots[this.#index];
        this.#clear();
        this.#title(shot);
        this.#picture(shot, shot.url);
    }

    #step(by) {
        if (this.#shots.length > 1) {
            this.#turnTo(this.#index + by);
        }
    }

    #onKey(event) {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (by) {
            event.preventDefault();
            this.#step(by);
        }
    }

    #onClick(event) {
        if (['DIALOG', 'FIGURE'].includes(event.target.tagName)) { // next to the picture
            this.#dialog.close();
        }
    }

    #clear() {
        this.#shown.abort();
        this.#shown = new AbortController();
        this.#part('img').removeAttribute('src');
        this.#part('img').hidden = true;
        this.#part('.refusal').hidden = true;
        this.#part('.ring').setAttribute('hidden', '');
        this.#status('');
    }

    #title({ title }) {
        this.#part('.lightbox-title').textContent = title;
    }

    #picture({ title, album }, url) {
        const image = this.#part('img');
        image.alt = `${title}, from the album ${album.title}`;
        image.src = url;
        image.hidden = false;
    }

    #refuse(code, message) {
        this.#part('img').hidden = true;
        this.#part('.refusal-code').textContent = code;
        this.#part('.refusal-message').textContent = message;
        this.#part('.refusal').hidden = false;
    }

    #status(text) {
        this.#part('.glimpse-status').textContent = text;
    }

    #part(selector) {
        return find(this.#dialog, selector);
    }
}

/**
 * Requests the URL again, without the browser's cache. The browser's clock may be ahead of the edge's, so a URL that still works is requested again.
 */
async function askUntilRefused(url, signal) {
    let answer;
    for (let tries = 0; tries < TRIES_AFTER_EXPIRY; tries++) {
        answer = await ask(url, { cache: 'reload', signal });
        if (answer.status !== 200 || !await pause(SECOND, signal)) {
            break;
        }
    }
    return answer;
}
