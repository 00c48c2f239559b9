// A WebJar: its version is in pom.xml, too.
const HLS = '/webjars/hls.js/1.4.12/dist/hls.light.mjs';

const SETTINGS = {
    // Little at a time, so that segments are fetched for as long as the video plays.
    maxBufferLength: 4,
    maxMaxBufferLength: 4,
    backBufferLength: 2,
};
const TRIES_AFTER_REFUSAL = 2;

// The edge is another origin: without this the browser would keep the signed cookies to itself.
const WITH_COOKIES = {
    xhrSetup: request => {
        request.withCredentials = true;
    },
};

/**
 * Loads a playlist into the video element. When the edge refuses, renews the grant and goes on where it was.
 *
 * @param renew gets new cookies; without it no cookies go to the edge, and the playlist itself is the grant
 * @param fetched is told of every segment
 * @param failed is told what stopped the video; to press play is to try again
 */
export async function load(video, playlist, { signal, renew, fetched, failed }) {
    const { default: Hls } = await import(HLS);
    if (signal.aborted) {
        return;
    }
    if (!Hls.isSupported()) {
        video.src = playlist; // an iPhone plays HLS by itself, and sends the cookies
        return;
    }
    const hls = new Hls({ ...SETTINGS, ...renew && WITH_COOKIES });
    signal.addEventListener('abort', () => hls.destroy(), { once: true });

    let refusals = 0;
    let stopped = false;
    const goOn = () => {
        if (renew && hls.levels.length) {
            hls.startLoad();
        } else {
            hls.config.startPosition = video.currentTime;
            hls.loadSource(playlist);
        }
    };
    const stop = failure => {
        stopped = true;
        video.pause();
        failed(failure);
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
            // Unless it gave up, hls.js is about to try again.
            if (fatal && !signal.aborted) {
                goOn();
            }
        } else if (fatal) {
            const answer = networkDetails?.status ? `the edge answered ${networkDetails.status}` : 'no answer from the edge';
            stop(new Error(`The video stopped: ${answer} (${details}).`));
        }
    });
    video.addEventListener('play', () => {
        if (stopped) {
            stopped = false;
            refusals = 0;
            goOn();
        }
    }, { signal });
    // Each round forgets the one before, so that the edge is asked again.
    video.addEventListener('seeking', () => {
        if (video.currentTime === 0) {
            hls.trigger(Hls.Events.BUFFER_FLUSHING, { startOffset: 0, endOffset: Infinity, type: null });
        }
    }, { signal });

    hls.loadSource(playlist);
    hls.attachMedia(video);
}
