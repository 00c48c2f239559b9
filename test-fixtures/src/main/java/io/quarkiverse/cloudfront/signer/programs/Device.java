package io.quarkiverse.cloudfront.signer.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;

/**
 * A browser with a profile of its own and one tab.
 */
public interface Device extends AutoCloseable {

    record Cookie(String name, String value, String path) {
    }

    /** @param expression its value, or that of its promise, is text */
    String evaluate(String expression) throws Exception;

    List<Cookie> cookies() throws Exception;

    @Override
    void close();

    static Device in(Browser chromium) {
        BrowserContext context = chromium.newContext();
        context.setDefaultTimeout(Chromium.PATIENCE_MILLIS);
        Page page = context.newPage();
        return new Device() {

            @Override
            public String evaluate(String expression) {
                return String.valueOf(page.evaluate(expression));
            }

            @Override
            public List<Cookie> cookies() {
                return context.cookies().stream().map(cookie -> new Cookie(cookie.name, cookie.value, cookie.path)).toList();
            }

            @Override
            public void close() {
                try {
                    context.close();
                } catch (PlaywrightException e) {
                    // it can fail if a page asks for a file at this moment
                    assertThat(e).hasMessageContaining("has been closed");
                }
            }
        };
    }

    /** The cookies that the browser sends with a request for a path. */
    default String cookies(String path) throws Exception {
        return cookies().stream().filter(cookie -> path.startsWith(cookie.path()))
                .map(cookie -> cookie.name() + "=" + cookie.value()).collect(Collectors.joining("; "));
    }

    /** Has the page lead to another one, as one of its links does. */
    default void go(Object url) throws Exception {
        leave("location.assign('" + url + "')");
    }

    /**
     * Evaluates what leads to another page, after the answer, which leaving the page could discard. {@link #state} does not see
     * the previous page any more.
     */
    default void leave(String expression) throws Exception {
        evaluate("window.left = true, setTimeout(() => { " + expression + " }), ''");
    }

    /**
     * @param expression is text
     * @return its value, empty while a page is being loaded
     */
    default String state(String expression) {
        try {
            return evaluate("window.left || document.readyState !== 'complete' ? '' : String(" + expression + ")");
        } catch (Exception loading) {
            return "";
        }
    }

    default void await(String condition) throws Exception {
        long deadline = System.currentTimeMillis() + Chromium.PATIENCE_MILLIS;
        while (!state("Boolean(" + condition + ")").equals("true")) {
            assertThat(System.currentTimeMillis()).as(() -> condition + " at " + where()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /** For messages. */
    default String where() {
        try {
            return evaluate("location.href + ' ' + document.body.innerText");
        } catch (Exception e) {
            return e.toString();
        }
    }
}
