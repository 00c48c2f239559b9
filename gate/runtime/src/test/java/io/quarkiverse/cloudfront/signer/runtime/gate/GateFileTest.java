package io.quarkiverse.cloudfront.signer.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.DenialReason;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;

class GateFileTest {

    private static final String PATH = "/app/access";
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

    private static final ReturnPath BACK = new ReturnPath("/a", "");

    private final Map<String, String> headers = new HashMap<>();
    private String body;

    private final HttpServerResponse response = (HttpServerResponse) Proxy.newProxyInstance(
            GateFileTest.class.getClassLoader(), new Class<?>[] { HttpServerResponse.class }, (proxy, method, values) -> {
                if (method.getName().equals("end")) {
                    body = (String) values[0];
                    return Future.succeededFuture();
                }
                headers.put(values[0].toString(), values[1].toString());
                return proxy;
            });

    @ParameterizedTest
    @ValueSource(strings = { "denied.html", "logged-out.html", "refused.html" })
    void linksOfPage_leadToItsGate(String page) {
        GateFile.page(page, PATH).send(response);

        List<String> links = LINK.matcher(body).results().map(link -> link.group(1)).toList();
        assertThat(links).contains(PATH + "/gate.css").allMatch(link -> link.startsWith(PATH + "/"));
        for (String link : links.stream().filter(each -> each.indexOf('.') > 0).toList()) {
            assertThatCode(() -> GateFile.asset(link.substring(PATH.length() + 1))).doesNotThrowAnyException();
        }
    }

    @Test
    void refusal_isOnThePage() {
        GateFile page = GateFile.page("refused.html", PATH);

        page.send(response, DenialReason.ROLE_MISSING, BACK);
        assertThat(body).contains(DenialReason.ROLE_MISSING.sentence()).doesNotContain(DenialReason.NOT_COVERED.sentence());
        page.send(response, DenialReason.NOT_COVERED, BACK);
        assertThat(body).contains(DenialReason.NOT_COVERED.sentence()).doesNotContain(DenialReason.ROLE_MISSING.sentence());
    }

    /** Compared as a whole: with one directive less, a page could be framed, or load the scripts of other sites. */
    private void assertHeaders(String type, String caching, String ancestors) {
        assertThat(headers).isEqualTo(Map.of("content-type", type + "; charset=utf-8", "cache-control", caching,
                "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                        + "base-uri 'none'; form-action 'none'; frame-ancestors " + ancestors,
                "Referrer-Policy", "same-origin", "X-Content-Type-Options", "nosniff"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "refused.html", "logged-out.html" })
    void page_isNeitherCachedNorFramed(String file) {
        GateFile page = GateFile.page(file, PATH);

        page.send(response);
        assertHeaders("text/html", "no-store", "'none'");
        headers.clear();
        page.send(response, DenialReason.ROLE_MISSING, BACK);
        assertHeaders("text/html", "no-store", "'none'");
    }

    /** It stands in the place of a page that may be in a frame of the site. */
    @Test
    void fileOfAllViewers_isCachedUnlessItIsThePageForRefusals() {
        Map<String, GateFile> files = GateFile.ofAllViewers(List.of(PATH));

        assertThat(files).containsOnlyKeys(PATH + "/denied", PATH + "/denied.js", PATH + "/gate.css", PATH + "/renew.js");
        files.forEach((path, file) -> {
            headers.clear();
            file.send(response);
            if (path.endsWith("/denied")) {
                assertHeaders("text/html", "no-store", "'self'");
            } else {
                assertHeaders(path.endsWith(".css") ? "text/css" : "text/javascript", "public, max-age=600", "'none'");
            }
        });
    }

    @Test
    void fileThatDoesNotExist_failsAtStart() {
        assertThatThrownBy(() -> GateFile.asset("other.css")).isInstanceOf(IllegalStateException.class)
                .hasMessage("The jar does not contain META-INF/cloudfront-signer/gate/other.css");
    }
}
