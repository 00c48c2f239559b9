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
        // a text if another part has replaced it
        const replaced = typeof request.querystring === 'string';
        const query = replaced ? request.querystring : request.rawQueryString();
        return {
            statusCode: 302,
            statusDescription: 'Found',
            headers: {location: {value: uri + '/' + (query === undefined ? '' : '?' + query)}}
        };
    }
    return request;
}
