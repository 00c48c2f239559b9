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
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void page_isNotCached() {
        GateFile.page("denied.html", PATH).send(response);

        assertThat(headers).containsEntry("content-type", "text/html; charset=utf-8")
                .containsEntry("cache-control", "no-store").containsEntry("X-Content-Type-Options", "nosniff");
    }

    /** It stands in the place of a page that may be in a frame of the site. */
    @Test
    void pageForRefusals_canBeInAFrameOfTheSiteOnly() {
        GateFile.framedPage("denied.html", PATH).send(response);
        assertThat(headers.get("Content-Security-Policy")).endsWith("; frame-ancestors 'self'");

        for (String page : List.of("refused.html", "logged-out.html")) {
            GateFile.page(page, PATH).send(response);
            assertThat(headers.get("Content-Security-Policy")).as(page).endsWith("; frame-ancestors 'none'");
        }
    }

    @ParameterizedTest
    @CsvSource({ "gate.css, text/css", "denied.js, text/javascript", "renew.js, text/javascript" })
    void asset_isCachedForMinutes(String file, String type) {
        GateFile.asset(file).send(response);

        assertThat(headers).containsEntry("content-type", type + "; charset=utf-8")
                .containsEntry("cache-control", "public, max-age=600");
    }

    @Test
    void fileThatDoesNotExist_failsAtStart() {
        assertThatThrownBy(() -> GateFile.asset("other.css")).isInstanceOf(IllegalStateException.class)
                .hasMessage("The jar does not contain META-INF/cloudfront-signer/gate/other.css");
    }
}
