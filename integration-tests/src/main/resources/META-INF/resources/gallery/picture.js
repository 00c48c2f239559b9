import { showAnswer } from './answer.js';
import { find, fromTemplate, pause } from './dom.js';
import { ask } from './edge.js';
import { expectedStatus, takeApart, tampered, unsigned } from './signed-url.js';

const SECOND = 1000;
const SHORTENED = 14;

/** A figure with one picture, the edge's responses, and the parts of its signed URL. */
export function showPicture({ title, url, album }, { signal, open, glimpse }) {
    const figure = fromTemplate('picture-template');
    figure.dataset.title = title;
    find(figure, 'h3').textContent = title;
    nameButtons(figure, title);
    find(figure, '.open').addEventListener('click', open);
    find(figure, '.glimpse').addEventListener('click', glimpse);
    find(figure, '.again').addEventListener('click', () => showAnswers(figure, url, signal));

    const parts = takeApart(url);
    showParts(figure, parts);
    loaded(figure, { title, url, album }).then(() => showAnswers(figure, url, signal));
    countDown(figure, parts.expires, signal).then(expired => expired && showAnswers(figure, url, signal));
    return figure;
}

function nameButtons(figure, title) {
    find(figure, '.open').setAttribute('aria-label', `Enlarge ${title}`);
    find(figure, '.glimpse').setAttribute('aria-label', `Glimpse of ${title}`);
}

/** Resolves when the picture has been loaded, or has failed to load. */
function loaded(figure, { title, url, album }) {
    const image = find(figure, 'img');
    image.alt = `${title}, from the album ${album.title}`;
    return new Promise(resolve => {
        image.addEventListener('load', () => {
            image.classList.add('loaded');
            resolve();
        });
        image.addEventListener('error', () => {
            find(figure, '.open').hidden = true;
            find(figure, '.missing').hidden = false;
            resolve();
        });
        image.src = url;
    });
}

function showAnswers(figure, url, signal) {
    const show = (testid, request, expected) =>
        showAnswer(find(figure, `[data-testid=${testid}]`), request, expected, signal);
    return Promise.all([
        show('signed-status', ask(url, { signal }), expectedStatus(url)),
        show('unsigned-status', ask(unsigned(url), { signal }), 403),
        show('tampered-status', ask(tampered(url), { signal }), 403),
    ]);
}

function showParts(figure, { host, path, covers, expires, keyPairId, signature }) {
    const shortened = signature.length > 2 * SHORTENED
        ? `${signature.slice(0, SHORTENED)}…${signature.slice(-SHORTENED / 2)} (${signature.length} characters)`
        : signature;
    const values = { host, path, covers, expires: expires?.toLocaleString() ?? '', keyPairId, signature: shortened };
    for (const [name, value] of Object.entries(values)) {
        find(figure, `[data-part=${name}]`).textContent = value;
    }
}

/** Updates "expires in". True when the URL has expired, false if the figure was removed before. */
async function countDown(figure, expires, signal) {
    if (!expires) {
        return false;
    }
    const element = find(figure, '[data-part=countdown]');
    for (let left = expires - Date.now(); left > 0; left = expires - Date.now()) {
        element.textContent = `expires in ${duration(left)}`;
        if (!await pause(Math.min(left, SECOND), signal)) {
            return false;
        }
    }
    element.textContent = 'expired';
    return pause(SECOND, signal);
}

function duration(milliseconds) {
    const seconds = Math.ceil(milliseconds / SECOND);
    if (seconds < 120) {
        return `${seconds} s`;
    }
    const minutes = Math.round(seconds / 60);
    return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
