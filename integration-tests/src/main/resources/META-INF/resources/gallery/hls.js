// A WebJar: its version is in pom.xml, too. Not the light build, which ignores the variables of static playlists.
const HLS = '/webjars/hls.js/1.4.12/dist/hls.mjs';

const SETTINGS = {
    // A small buffer, so that segments are fetched while the video plays.
    maxBufferLength: 4,
    maxMaxBufferLength: 4,
    backBufferLength: 2,
};
const TRIES_AFTER_REFUSAL = 2;

// The edge is another origin, so the browser would not send the signed cookies otherwise.
const WITH_COOKIES = {
    xhrSetup: request => {
        request.withCredentials = true;
    },
};

/**
 * Loads a playlist into the video element. If the edge refuses a request, renews the grant and continues.
 *
 * @param locate gets the URL of the playlist, and is called again if the video has stopped, because the URL may expire
 * @param renew gets new cookies; without it, cookies are not sent to the edge, because the playlist or its URL contains the grant
 * @param fetched is called for every segment
 * @param failed is called if an error has stopped the video; play tries again
 */
export async function load(video, locate, { signal, renew, fetched, failed }) {
    const [{ default: Hls }, playlist] = await Promise.all([import(HLS), locate()]);
    if (signal.aborted) {
        return;
    }
    if (!Hls.isSupported()) {
        video.src = playlist; // an iPhone plays HLS natively, and sends the cookies
        return;
    }
    const hls = new Hls({ ...SETTINGS, ...renew && WITH_COOKIES });
    signal.addEventListener('abort', () => hls.destroy(), { once: true });

    let refusals = 0;
    let stopped = false;
    const stop = failure => {
        stopped = true;
        video.pause();
        failed(failure);
    };
    const goOn = async () => {
        if (renew && hls.levels.length) {
            hls.startLoad();
            return;
        }
        try {
            const located = await locate();
            if (!signal.aborted) {
                hls.config.startPosition = video.currentTime;
                hls.loadSource(located);
            }
        } catch (failure) {
            stop(failure);
        }
    };

    hls.on(Hls.Events.FRAG_LOADED, () => {
        refusals = 0;
        fetched();
    });
    hls.on(Hls.Events.ERROR, async (event, { fatal, details, networkDetails }) => {
        if (renew && networkDetails?.status === 403 && ++refusals <= TRIES_AFTER_REFUSAL) {
            try {
                await renew();
            } catch (failure) {
                stop(failure);
                return;
            }
            // Unless the error is fatal, hls.js tries again.
            if (fatal && !signal.aborted) {
                goOn();
            }
        } else if (fatal) {
            const answer = networkDetails?.status ? `the edge responded with ${networkDetails.status}` : 'no response from the edge';
            stop(new Error(`The video stopped: ${answer} (${details}).`));
        }
    });
    video.addEventListener('play', async () => {
        if (stopped) {
            stopped = false;
            refusals = 0;
            await goOn();
            if (!stopped && !signal.aborted) {
                video.play().catch(() => {}); // a playlist with another URL pauses the video
            }
        }
    }, { signal });
    // Clears the buffer in each loop, so that segments are requested again.
    video.addEventListener('seeking', () => {
        if (video.currentTime === 0) {
            hls.trigger(Hls.Events.BUFFER_FLUSHING, { startOffset: 0, endOffset: Infinity, type: null });
        }
    }, { signal });

    hls.loadSource(playlist);
    const started = !video.paused;
    hls.attachMedia(video);
    if (started) {
        video.play().catch(() => {}); // the new source has paused the video
    }
}
