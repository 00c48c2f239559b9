/** The only element that matches. Without it, the page is broken. */
export function find(parent, selector) {
    const element = parent.querySelector(selector);
    if (!element) {
        throw new Error(`The page has no ${selector}`);
    }
    return element;
}

/** A copy of the template's element. */
export function fromTemplate(id) {
    return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

/** Waits, unless the signal aborts it. True if it was not aborted. */
export function pause(milliseconds, signal) {
    return new Promise(resolve => {
        const timer = setTimeout(() => resolve(true), milliseconds);
        signal.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve(false);
        }, { once: true });
        if (signal.aborted) {
            clearTimeout(timer);
            resolve(false);
        }
    });
}
