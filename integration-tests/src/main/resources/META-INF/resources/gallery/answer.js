/** Shows the edge's response to the request, and marks an unexpected status. */
export async function showAnswer(element, request, expected, signal) {
    element.textContent = 'asking…';
    element.className = 'answer';
    const { status, code } = await request;
    if (signal.aborted) {
        return;
    }
    element.textContent = [status || '', code].filter(String).join(' · ');
    element.classList.add(status !== expected ? 'unexpected' : status === 200 ? 'granted' : 'refused');
}
