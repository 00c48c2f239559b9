// viewer-request.js: a function of CloudFront Functions, runtime cloudfront-js-2.0, event type viewer request.
// Each part passes the request on, or answers it. If you have a function of your own, call the parts from it.

const PAGES = [
    {prefix: "/", pages: "html"}
];

// The file of a page, after the viewer's own URL has been verified.
function pages(request) {
    const uri = request.uri;
    const part = PAGES.find(each => uri.startsWith(each.prefix));
    if (!part || /\.\d*[A-Za-z][A-Za-z\d]*$/.test(uri)) {
        return request; // a file, unlike v1.2
    }
    if (part.pages === 'spa') {
        request.uri = part.prefix + 'index.html';
    } else if (uri.endsWith('/')) {
        request.uri += 'index.html';
    } else if (part.pages === 'html') {
        request.uri += '.html';
    } else if (!/^\/[\/\\]/.test(uri)) { // not to another host
        // another part may have replaced the query; then it is a text, and empty if there is none
        const replaced = typeof request.querystring === 'string';
        const query = replaced ? request.querystring || undefined : request.rawQueryString();
        return {
            statusCode: 302,
            statusDescription: 'Found',
            headers: {location: {value: uri + '/' + (query === undefined ? '' : '?' + query)}}
        };
    }
    return request;
}

function handler(event) {
    let result = event.request;
    result = pages(result);
    if (result.statusCode) {
        return result;
    }
    return result;
}
