// Leads from the page that CloudFront shows instead of a private one to the login, which leads back.
(() => {
    const PERIOD = 2 * 60 * 1000;
    /** The application has answered earlier, unless CloudFront does not let the browser reach the login. */
    const MOST_VISITS = 10;
    const BLOCKED = 'Your browser blocks cookies and site data for this site. Allow them, and reload the page.';
    const UNREACHABLE = 'The login page of this site cannot be reached. CloudFront must route its pages to the application.';
    const base = new URL('.', document.currentScript.src).href;
    const {href, origin} = location;
    const login = base + 'login?return=' + encodeURIComponent(href.slice(origin.length));

    /** How often this page has led to the login within the period. Throws if the browser blocks site data. */
    const countVisit = () => {
        if (!navigator.cookieEnabled) {
            throw new Error(BLOCKED);
        }
        const key = 'cloudfront-signer denied ' + href;
        const now = Date.now();
        const earlier = JSON.parse(sessionStorage.getItem(key) || '[]').filter(time => time > now - PERIOD && time <= now);
        sessionStorage.setItem(key, JSON.stringify([...earlier, now]));
        return earlier.length;
    };

    /** The cookies do not open this page, so renew.js must not wait until they expire. */
    const forgetRenewals = () => Object.keys(localStorage).filter(key => key.startsWith(base))
        .forEach(key => localStorage.removeItem(key));

    const show = message => {
        const link = document.querySelector('a');
        link.href = login;
        link.target = '_top';
        document.querySelector('p').textContent = message;
    };

    if (href.startsWith(base)) {
        return; // CloudFront has replaced a page of the gate itself: a login would lead here again
    }
    if (window !== window.top) {
        show(''); // most login pages do not work in a frame
        return;
    }
    try {
        const visits = countVisit();
        forgetRenewals();
        if (visits >= MOST_VISITS) {
            show(UNREACHABLE);
            return;
        }
        // the browser's clock shows whether that of the application is wrong
        const refused = visits ? `&refused=${visits}&date=${Math.round(Date.now() / 1000)}` : '';
        location.replace(login + refused);
    } catch {
        show(BLOCKED);
    }
})();
