package io.quarkiverse.cloudfront.signer.frameworks;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkiverse.cloudfront.signer.frameworks.MechanismBrowser.Credentials;
import io.quarkiverse.cloudfront.signer.frameworks.MechanismEndpoints.Shape;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * A method that signs answers exactly as the one that does not, whatever chooses the mechanism or tenant of its users. If it
 * does not say who may call it, the other one is {@code @Authenticated}.
 */
abstract class MechanismPairsContract {

    /** What a client sees, without values that differ from request to request, and what happened in the application. */
    record Answer(int status, List<String> location, List<String> challenge, List<String> cookies, String body,
            List<String> events) {
    }

    @TestHTTPResource("/")
    URI http;

    @TestHTTPResource(value = "/", tls = true)
    URI https;

    @Inject
    MechanismUsers.Events events;

    private MechanismBrowser browser;

    static QuarkusUnitTest application(boolean proactive, List<MechanismChoice> choices, List<Shape> shapes) {
        QuarkusUnitTest application = new QuarkusUnitTest()
                .withApplicationRoot(root -> {
                    root.addClasses(MechanismPairsContract.class, MechanismUsers.class, MechanismEndpoints.class,
                            MechanismChoice.class, MechanismBrowser.class, TestProvider.class);
                    MechanismEndpoints.add(root, choices, shapes);
                })
                .setForcedDependencies(
                        List.of(Dependency.of("io.quarkus", "quarkus-oidc", System.getProperty("version.quarkus"))))
                .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
                .overrideConfigKey("quarkus.smallrye-jwt.enabled", "false")
                .overrideConfigKey("quarkus.keycloak.devservices.enabled", "false")
                .overrideConfigKey("quarkus.oidc.devservices.enabled", "false")
                .overrideConfigKey("quarkus.http.auth.proactive", Boolean.toString(proactive))
                .overrideConfigKey("quarkus.http.auth.basic", "true")
                .overrideConfigKey("quarkus.http.auth.form.enabled", "true")
                .overrideConfigKey("quarkus.http.auth.session.encryption-key", "a-key-of-at-least-sixteen-characters")
                .overrideConfigKey("quarkus.http.test-ssl-port", "0")
                .overrideConfigKey("quarkus.http.insecure-requests", "enabled")
                .overrideConfigKey("quarkus.http.ssl.client-auth", "request")
                .overrideConfigKey("quarkus.http.tls-configuration-name", "mutual")
                .overrideConfigKey("quarkus.tls.mutual.key-store.p12.path", MechanismBrowser.keyStoreFile("localhost"))
                .overrideConfigKey("quarkus.tls.mutual.key-store.p12.password", MechanismBrowser.PASSWORD)
                .overrideConfigKey("quarkus.tls.mutual.trust-store.p12.path", MechanismBrowser.keyStoreFile("alice"))
                .overrideConfigKey("quarkus.tls.mutual.trust-store.p12.password", MechanismBrowser.PASSWORD)
                .overrideConfigKey("quarkus.oidc.public-key", TestTokens.publicKey())
                .overrideConfigKey("quarkus.oidc.hr.public-key", MechanismBrowser.tenantKey())
                .overrideConfigKey("quarkus.oidc.hr.tenant-paths", "/path-tenant/*,/path-bearer-of-tenant/*")
                .overrideConfigKey("quarkus.oidc.resolve-tenants-with-issuer", "true")
                .overrideConfigKey("quarkus.oidc.issuer.public-key", MechanismBrowser.tenantKey())
                .overrideConfigKey("quarkus.oidc.issuer.token.issuer", MechanismBrowser.ISSUER)
                .overrideConfigKey("quarkus.oidc.web.auth-server-url", TestProvider.url())
                .overrideConfigKey("quarkus.oidc.web.application-type", "web-app")
                .overrideConfigKey("quarkus.oidc.web.client-id", "site")
                .overrideConfigKey("quarkus.oidc.web.credentials.secret", "a-secret-of-at-least-thirty-two-characters")
                .overrideConfigKey("quarkus.oidc.web.tenant-paths", "/path-code/*");
        List.of("path-basic basic permit", "path-form form permit", "path-bearer bearer permit", "path-code code permit",
                "path-mtls x509 permit", "path-own own permit", "path-required basic authenticated",
                "path-bearer-of-tenant bearer permit", "basic-on-path form permit")
                .forEach(each -> {
                    String[] words = each.split(" ");
                    String permission = "quarkus.http.auth.permission." + words[0] + ".";
                    application.overrideConfigKey(permission + "paths", "/" + words[0] + "/*");
                    application.overrideConfigKey(permission + "auth-mechanism", words[1]);
                    application.overrideConfigKey(permission + "policy", words[2]);
                });
        return application.overrideConfigKey("quarkus.http.auth.permission.path-rest.paths", "/path-rest/*")
                .overrideConfigKey("quarkus.http.auth.permission.path-rest.policy", "authenticated")
                .overrideConfigKey("quarkus.http.auth.permission.path-rest.applies-to", "jaxrs");
    }

    static Stream<String> pairs(List<MechanismChoice> choices, List<Shape> shapes) {
        return choices.stream().flatMap(choice -> shapes.stream().map(shape -> choice + " " + shape));
    }

    @BeforeEach
    void openBrowser() {
        browser = new MechanismBrowser(http, https);
    }

    void assertPair(String pair) {
        MechanismChoice choice = MechanismChoice.valueOf(pair.substring(0, pair.indexOf(' ')));
        Shape shape = Shape.valueOf(pair.substring(pair.indexOf(' ') + 1));
        SoftAssertions all = new SoftAssertions();
        for (Credentials credentials : List.of(Credentials.NONE, choice.right(), choice.other())) {
            browser.logIn(credentials, MechanismEndpoints.path(choice, Shape.BLOCKING, false));
            for (boolean broken : credentials == choice.right() ? List.of(false, true) : List.of(false)) {
                HttpResponse<String> plain = get(choice, shape, false, credentials, broken);
                Answer expected = answer(plain);
                HttpResponse<String> signed = get(choice, shape, true, credentials, broken);
                String request = "%s with %s %s".formatted(pair, broken ? "broken" : "valid", credentials);
                all.assertThat(answer(signed)).as(request).isEqualTo(expected);
                signed.headers().firstValue(MechanismUsers.Handlers.HEADER).map(handlers -> List.of(handlers.split(" ")))
                        .ifPresent(handlers -> all.assertThat(handlers).as(request).doesNotHaveDuplicates()
                                .filteredOn("LoginCustomizer"::equals).hasSize(shape.saysWhoMayCall() ? 0 : 1));
                if (signed.statusCode() == 200) {
                    all.assertThat(signed.body() + signed.headers().allValues("Set-Cookie")).as(request)
                            .contains("Signature=");
                }
                if (credentials == choice.right() && !broken) {
                    all.assertThat(plain.statusCode()).as(request).isEqualTo(200);
                } else if (credentials == Credentials.NONE && shape != Shape.PERMITTED) {
                    all.assertThat(plain.statusCode()).as(request).isIn(302, 401);
                }
            }
        }
        all.assertAll();
    }

    private HttpResponse<String> get(MechanismChoice choice, Shape shape, boolean signs, Credentials credentials,
            boolean broken) {
        events.all.clear();
        return browser.get(MechanismEndpoints.path(choice, shape, signs), credentials, broken);
    }

    private Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), same(response, "Location"), same(response, "WWW-Authenticate"),
                same(response, "Set-Cookie"), same(response.body()), List.copyOf(events.all));
    }

    private static List<String> same(HttpResponse<String> response, String header) {
        return response.headers().allValues(header).stream().filter(value -> !value.matches("CloudFront-.*|q_cloudfront_.*"))
                .map(MechanismPairsContract::same).toList();
    }

    private static String same(String text) {
        return text.replaceAll("https?://[^/\"\\s]+(/[^?\"\\s]*)\\?[^\"\\s]*Signature=[^\"\\s]*", "$1")
                .replace("%2Fsigned", "%2Fplain").replace("/signed", "/plain")
                .replaceAll("state=[^&;]*", "state=x").replaceAll("q_auth_web_[^=]*=[^;]*", "q_auth_web_x")
                .replaceAll("Expires=[^;]*", "Expires=x");
    }
}
