package io.quarkiverse.cloudfront.signer.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;

import com.microsoft.playwright.Page;

/**
 * A browser with a profile of its own and one tab.
 */
public interface Device {

    record Cookie(String name, String value, String path) {
    }

    /** @param expression its value, or that of its promise, is text */
    String evaluate(String expression) throws Exception;

    List<Cookie> cookies() throws Exception;

    static Device of(Page chromium) {
        return new Device() {

            @Override
            public String evaluate(String expression) {
                return String.valueOf(chromium.evaluate(expression));
            }

            @Override
            public List<Cookie> cookies() {
                return chromium.context().cookies().stream()
                        .map(cookie -> new Cookie(cookie.name, cookie.value, cookie.path)).toList();
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
        long deadline = System.currentTimeMillis() + BrowserExtension.PATIENCE_MILLIS;
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
