/** Shows the edge's response to the request, and marks an unexpected status. */
export async function showAnswer(element, request, expected, signal) {
    element.textContent = 'asking…';
    element.className = 'answer';
    const { status, code, message } = await request;
    if (signal.aborted) {
        return;
    }
    element.textContent = [status || '', code].filter(String).join(status === 200 ? ' · ' : ' ');
    element.title = message;
    element.classList.add(status === 200 ? 'granted' : 'refused');
    element.classList.toggle('unexpected', status !== expected);
}
