import { grantVideo } from './api.js';

const SECOND = 1000;
const MARGIN = 5 * SECOND;

/**
 * A viewer's signed cookies for one video. Scripts do not see them: the browser stores the cookies of the response, and sends
 * them to the edge. To renew them, call the annotated method again.
 */
export class Grant {

    #video;
    #ends = 0;
    #granted = 0;
    #request = null;

    constructor(video) {
        this.#video = video;
    }

    get renewals() {
        return Math.max(0, this.#granted - 1);
    }

    /** Milliseconds until the cookies expire. */
    get left() {
        return Math.max(0, this.#ends - Date.now());
    }

    /** Milliseconds until the cookies must be renewed, shortly before they expire. */
    get untilRenewal() {
        return Math.max(this.left - MARGIN, SECOND);
    }

    /** Gets new cookies. Concurrent callers share one request. */
    renew() {
        this.#request ??= this.#ask().finally(() => this.#request = null);
        return this.#request;
    }

    async #ask() {
        // the grant did not begin earlier
        const asked = Date.now();
        const { expiresInSeconds } = await grantVideo(this.#video);
        this.#ends = asked + expiresInSeconds * SECOND;
        this.#granted++;
    }
}
