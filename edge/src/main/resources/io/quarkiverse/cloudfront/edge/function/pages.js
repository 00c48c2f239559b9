// The file of a page. The viewer's own URL was signed, and has been verified.
function pages(request) {
    const uri = request.uri;
    const last = uri.slice(uri.lastIndexOf('/') + 1);
    const part = PAGES.find(each => uri.startsWith(each.prefix));
    if (!part || last.includes('.')) {
        return request; // a file
    }
    if (part.pages === 'spa') {
        request.uri = part.prefix + 'index.html';
    } else if (last === '') {
        request.uri = uri + 'index.html';
    } else if (!/^\/[\/\\]/.test(uri)) { // browsers take // and /\ as the beginning of another host
        const query = request.rawQueryString();
        return {
            statusCode: 302,
            statusDescription: 'Found',
            headers: {location: {value: uri + '/' + (query === undefined ? '' : '?' + query)}}
        };
    }
    return request;
}
