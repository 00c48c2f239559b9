import { albums, me, pictures } from './gallery/api.js';
import { find, fromTemplate } from './gallery/dom.js';
import { Lightbox } from './gallery/lightbox.js';
import { showPicture } from './gallery/picture.js';
import { showVideo } from './gallery/video.js';

const main = find(document, 'main');
const lightbox = new Lightbox(find(document, 'dialog'));

// Aborts pending work of the album that was shown before.
let shown = new AbortController();
// Albums whose videos this page may play: the browser has their cookies until they expire.
const granted = new Set();

async function start() {
    const [viewer, all] = await Promise.all([me(), albums()]);
    showViewer(viewer);
    showAlbumNames(all);
    window.addEventListener('hashchange', () => guarded(() => showChosenAlbum(all)));
    await showChosenAlbum(all);
}

function showViewer({ name, handbook }) {
    find(document, '[data-testid=user]').textContent = name;
    find(document, '[data-testid=handbook]').href = handbook;
    find(document, '.viewer').hidden = false;
}

function showAlbumNames(all) {
    find(document, '.albums').replaceChildren(...all.map(({ id, title, cover }) => {
        const item = fromTemplate('album-template');
        const anchor = find(item, 'a');
        anchor.href = `#${encodeURIComponent(id)}`;
        find(anchor, 'span').textContent = title;
        find(anchor, 'img').src = cover;
        anchor.dataset.testid = `album-${id}`;
        return item;
    }));
}

async function showChosenAlbum(all) {
    const id = decodeURIComponent(location.hash.slice(1));
    const album = all.find(each => each.id === id);
    // "Skip to the pictures" sets another fragment, which must not change the album.
    if (!album && id === main.id && !find(main, '.album').hidden) {
        return;
    }
    if (!all.length) {
        throw new Error('There is no album to show.');
    }
    await showAlbum(album ?? all[0], all);
}

async function showAlbum(album, all) {
    shown.abort();
    shown = new AbortController();
    const { signal } = shown;
    markCurrent(album);
    announce(album);
    find(main, '.notice').hidden = true;
    find(main, '.video').replaceChildren();
    find(main, '.pictures').replaceChildren();

    const urls = Object.entries(await pictures(album.id));
    if (signal.aborted) {
        return;
    }
    const shots = urls.map(([title, url]) => ({ title, url, album }));
    find(main, '.pictures').replaceChildren(...shots.map((shot, index) => showPicture(shot, {
        signal,
        open: () => lightbox.show(shots, index),
        glimpse: () => lightbox.glimpse(shot),
    })));
    if (album.video) {
        granted.add(album.id);
        const other = all.find(({ id }) => !granted.has(id)) ?? all.find(({ id }) => id !== album.id);
        find(main, '.video').replaceChildren(showVideo({ album, other, poster: shots[0].url }, signal));
    }
}

function markCurrent(album) {
    document.querySelectorAll('.albums a').forEach(anchor => {
        if (anchor.dataset.testid === `album-${album.id}`) {
            anchor.setAttribute('aria-current', 'page');
        } else {
            anchor.removeAttribute('aria-current');
        }
    });
}

function announce({ title, description }) {
    const header = find(main, '.album');
    find(header, 'h2').textContent = title;
    find(header, 'p').textContent = description;
    header.hidden = false;
    document.title = `${title} · A private gallery`;
}

async function guarded(action) {
    try {
        await action();
    } catch (failure) {
        const notice = find(main, '.notice');
        notice.textContent = failure.message;
        notice.hidden = false;
    }
}

guarded(start);
