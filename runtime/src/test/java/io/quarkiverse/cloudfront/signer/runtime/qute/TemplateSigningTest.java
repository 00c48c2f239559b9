package io.quarkiverse.cloudfront.signer.runtime.qute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestSigners;
import io.quarkiverse.cloudfront.signer.runtime.grant.TestGrants;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses.TemplateUse;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.CookieOwner;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkiverse.cloudfront.signer.runtime.viewer.RequestScope;
import io.quarkus.qute.Engine;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.configuration.ConfigurationException;

class TemplateSigningTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final Exchange exchange = new Exchange();
    private final Signers signers = TestSigners.signers(new SteppedClock(NOW.toString()), null,
            "film.url=https://film.example.com", "film.key-pair-id=K2",
            "film.private-key=" + NewKey.pem(NewKey.p256Pair().getPrivate()));
    private final RequestScope scope = new RequestScope(true);
    private final TemplateSigner grants = TestGrants.of(signers, Exchange.viewers(exchange, scope),
            new User(false, () -> CookieOwner.NOBODY, Optional.of(NOW.plusSeconds(60)), null, placeholder -> "alice",
                    () -> null));
    private final TemplateUrls urls = new TemplateUrls(grants);

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private Engine engine() {
        EngineBuilder builder = Engine.builder().addDefaults().addValueResolver(new ReflectionValueResolver())
                .addSectionHelper(new CloudFrontSectionFactory(grants, urls))
                .addNamespaceResolver(new CloudFrontNamespace(urls));
        urls.customize(builder);
        return builder.build();
    }

    private String render(String template, Object... data) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < data.length; i += 2) {
            all.put((String) data[i], data[i + 1]);
        }
        return engine().parse(template, null, "page.html").render(all);
    }

    private static String expires(long seconds) {
        return "Expires=" + NOW.plusSeconds(seconds).getEpochSecond() + "&";
    }

    @Test
    void url_isSignedUntilTheTokenExpires() {
        assertThat(render("{cloudfront:url(path)}", "path", "/a.jpg"))
                .startsWith("https://media.example.com/a.jpg?" + expires(60));
        assertThat(render("{cloudfront:url(path, 'film')}", "path", URI.create("/a.jpg")))
                .startsWith("https://film.example.com/a.jpg?").contains("Key-Pair-Id=K2");
        assertThat(render("{cloudfront:url(path) ?: 'none'}", "path", null)).isEqualTo("none");
        assertThat(exchange.respond(200).header("Cache-Control")).startsWith("private, max-age=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{cloudfront:url(7)} | a value of type java.lang.Integer cannot be signed",
            "{cloudfront:url('/a.jpg', '')} | signer is not a name",
            "{cloudfront:url('/a.jpg', 'other')} | needs a signer. The signer \"other\" is not configured",
            "{cloudfront:url('no path')} | page.html",
            "{cloudfront:url('/a', 'b', 'c')} | has cloudfront:url with 3 parameters, which does not exist",
            "{cloudfront:uri('/a')} | has cloudfront:uri with 1 parameter, which does not exist" })
    void urlThatCannotBeSigned_failsTheTemplate(String template, String message) {
        assertThatThrownBy(() -> render(template)).hasStackTraceContaining(message).hasStackTraceContaining("page.html");
    }

    @Test
    void section_signsAllItsUrlsOnce() {
        String[] signed = render(
                "{#cloudfront '/albums/{id}/*' id=album}{#each paths}{cloudfront:url(it)}\n{/each}{/cloudfront}",
                "album", 7, "paths", List.of("/albums/7/a.jpg", "/albums/7/b.jpg")).split("\n");

        assertThat(signed).hasSize(2).allMatch(url -> url.contains("Policy="));
        assertThat(signed[0].replace("a.jpg", "b.jpg")).isEqualTo(signed[1]);
    }

    @Test
    void section_appliesToItsUserAndSigner() {
        String section = "{#cloudfront '/users/{principal}/*' signer='film' expiresIn='30s'}"
                + "{cloudfront:url('/users/alice/a.jpg', 'film')} {cloudfront:url('/b.jpg')}{/cloudfront}";

        assertThatThrownBy(() -> render(section)).hasStackTraceContaining("page.html, line 1: ");
        assertThat(render(section.replace("'/b.jpg'", "'/b.jpg', '<default>'")).split(" ")).satisfiesExactly(
                inside -> assertThat(inside).startsWith("https://film.example.com/users/alice/a.jpg?Policy="),
                outside -> assertThat(outside).startsWith("https://media.example.com/b.jpg?Expires="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{#cloudfront path}{/} | the section {#cloudfront} needs a resource in quotes",
            "{#cloudfront '/a/{id}/*'}{/} | has a resource with {id}, but no id parameter",
            "{#cloudfront '/a/*' id=1}{/} | has the id parameter, but no {id} in its resource",
            "{#cloudfront '/a/{*'}{/} | has the resource",
            "{#cloudfront '/a/*' signer=7}{/} | has a signer that is not a name in quotes",
            "{#cloudfront '/a/*' expiresIn='soon'}{/} | has an expiresIn that is not a duration",
            "{#cloudfront '/a/*' expiresIn=7}{/} | has an expiresIn that is neither a duration",
            "{#cloudfront '/a/*' expiresIn='0s'}{/} | has an expiresIn below one second" })
    void sectionThatMakesNoGrant_isNotParsed(String template, String message) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class).hasMessageContaining(message);
    }

    @Test
    void invalidParameters_failTheTemplate() {
        String section = "{#cloudfront '/a/{id}/*' id=id signer=signer expiresIn=life}"
                + "{cloudfront:url('/a/7/b.jpg', signer)}{/cloudfront}";
        assertThat(render(section, "id", "7", "signer", "film", "life", Duration.ofSeconds(30)))
                .startsWith("https://film.example.com/");

        for (Object[] data : List.<Object[]> of(new Object[] { "id", "..", "signer", "film", "life", "30s" },
                new Object[] { "id", 7.5, "signer", "film", "life", "30s" },
                new Object[] { "id", null, "signer", "film", "life", "30s" },
                new Object[] { "id", "7", "signer", 7, "life", "30s" },
                new Object[] { "id", "7", "signer", "other", "life", "30s" },
                new Object[] { "id", "7", "signer", "film", "life", "soon" },
                new Object[] { "id", "7", "signer", "film", "life", Duration.ZERO })) {
            assertThatThrownBy(() -> render(section, data)).hasStackTraceContaining("page.html");
        }
    }

    @Test
    void request_isRememberedAfterItsScopeHasEnded() {
        urls.use();
        TemplateInstance template = engine().parse("{cloudfront:url('/a.jpg')}").instance();
        scope.terminate();

        assertThat(template.render()).contains(expires(60));
        assertThat(exchange.respond(200).header("Cache-Control")).startsWith("private, max-age=");
    }

    @Test
    void templateOutsideOfARequest_isSignedWithoutAUser() {
        TemplateSigner elsewhere = TestGrants.of(signers, Exchange.viewers(null), null);

        assertThat(elsewhere.url("The mail", "<default>", "/a.jpg", elsewhere.recipient()).toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS).join())
                .contains(expires(900));
    }

    @Test
    void templateOnTheEventLoop_isSignedOnAWorker() {
        var signed = EventLoop.run(() -> grants.url("The page", "<default>", "/a.jpg", grants.recipient()));

        assertThat(signed.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join()).contains(expires(60));
    }

    @Test
    void invalidTemplates_failTheStart() {
        TemplateUses uses = new TemplateUses(signers, urls);
        uses.prepare(List.of(new TemplateUse("page", null, null, null), new TemplateUse("page", "film", "/a/{id}/*", "1h")));

        assertThatThrownBy(() -> uses.prepare(List.of(new TemplateUse("one", "other", null, null),
                new TemplateUse("two", "film", "https://other.example.com/*", null),
                new TemplateUse("three", "film", null, "PT0S")))).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("one needs a signer").hasMessageContaining("two: ")
                .hasMessageContaining("three: expiresIn \"PT0S\"");
    }

    @Test
    void renderedSignature_isNotCached() {
        String signed = render("{cloudfront:url('/a.jpg')}");

        assertThatThrownBy(() -> CachedSections.refuse(signed.replace("&", "&amp;"), "The page"))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageStartingWith("The page caches signed URLs");
        CachedSections.refuse("/a.jpg?Expires=1", "The page");
    }
}
