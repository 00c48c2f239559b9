package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication.Album;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.arc.Subclass;
import io.quarkus.runtime.configuration.ConfigurationException;

class SignedMethodsTest {

    private static final TestUsers ALICE = new TestUsers(TestUsers.alice(null));
    private static final long NOW = Instant.parse(TestApplication.NOW).getEpochSecond();

    private final TestApplication application = new TestApplication(ALICE);

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "other |  | 15m | signer \"other\" is not configured",
            "<default> | | soon | expiresIn \"soon\" is not a duration. Use a value such as 15m or PT1H",
            "<default> | | ${no.such.property} | the no.such.property property is not set",
            "<default> | | PT0S | expiresIn \"PT0S\"",
            "<default> | https://other.example.com/{id} | 15m | other.example.com" })
    void methodThatCannotWork_failsTheStart(String signer, String resource, String expiresIn, String message) {
        TestMethod method = new TestMethod().signer(signer).resource(resource == null ? "" : resource).expiresIn(expiresIn);

        assertThatThrownBy(() -> application.prepare(method)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Album.any").hasMessageContaining(message);
    }

    @Test
    void staticPlaylist_isSignedWithKidAndAlg() {
        TestMethod method = new TestMethod().resource("/videos/{id}/*").content(Content.STATIC_PLAYLIST);

        assertThat((String) application.call(method, "/videos/7/master.m3u8", "7", null))
                .startsWith("https://media.example.com/videos/7/master.m3u8?kid=K1&alg=SHA256&Policy=");
        assertThatThrownBy(() -> application.call(method, "/videos/7/poster.jpg", "7", null))
                .isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith("Album.any: Cannot sign \"https://media.example.com/videos/7/poster.jpg\": ");
    }

    @Test
    void cookiesWithoutResource_failTheStart() {
        assertThatThrownBy(() -> application.prepare(new TestMethod().cookies()))
                .hasMessageContaining("Set one in the annotation, or set quarkus.cloudfront-signer.cookies.resource");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/{x}/* | the placeholder {x} is unknown. Known placeholders: [id, other], principal, and claim.name",
            "/{id | cookies.resource cannot be used", "https://other.example.com/* | other.example.com" })
    void configuredResourceThatCannotWork_failsTheStart(String resource, String message) {
        assertThatThrownBy(() -> new TestApplication(ALICE, "cookies.resource=" + resource).prepare(new TestMethod().cookies()))
                .isInstanceOf(ConfigurationException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({ "cookies.path=/films/, cookies.path excludes all its paths",
            "url=http://media.example.com, cookies.secure is true" })
    void cookiesThatBrowsersWouldNotSend_failTheStart(String property, String message) {
        TestApplication configured = new TestApplication(ALICE, property);

        assertThatThrownBy(() -> configured.prepare(new TestMethod().resource("/albums/{id}/*").cookies()))
                .isInstanceOf(ConfigurationException.class).hasMessageContainingAll("Album.any", message);
        configured.prepare(new TestMethod().resource("/albums/{id}/*"));
    }

    @Test
    void placeholderOfTheUser_isUnknownWithoutSecurity() {
        TestApplication insecure = new TestApplication(null, "cookies.resource=/{principal}/*");

        assertThatThrownBy(() -> insecure.prepare(new TestMethod().cookies()))
                .hasMessageContaining("the placeholder {principal} is unknown. Known placeholders: [id, other]");
    }

    private String signed(TestApplication application, TestMethod method, Object... arguments) {
        return (String) application.call(method, "/albums/7/a.jpg", arguments);
    }

    @Test
    void lifetime_isTakenFromMethodConfigurationOrSigner() {
        assertThat(signed(application, new TestMethod())).contains("Expires=" + (NOW + 900) + "&");
        assertThat(signed(application, new TestMethod().expiresIn("PT1H"))).contains("Expires=" + (NOW + 3600) + "&");
        assertThat(signed(application, new TestMethod().expiresIn("${album.life}"))).contains("Expires=" + (NOW + 120) + "&");
        assertThat(signed(application, new TestMethod().expiresIn("${no.life:3m}"))).contains("Expires=" + (NOW + 180) + "&");
    }

    @Test
    void namedSigner_signs() {
        TestApplication two = new TestApplication(ALICE, "film.url=https://film.example.com", "film.key-pair-id=K2",
                "film.private-key=" + NewKey
                        .pem(NewKey.p256Pair().getPrivate()));

        assertThat(signed(two, new TestMethod().signer("film"))).startsWith("https://film.example.com/albums/7/a.jpg?")
                .contains("Key-Pair-Id=K2");
    }

    @Test
    void arguments_fillTheResource() {
        assertThat(signed(application, new TestMethod().resource("/albums/{id}/*"), "7", null)).contains("Policy=");
        assertThat(signed(application, new TestMethod().resource("/albums/{other}/*"), null, 7)).contains("Policy=");
        UUID uuid = UUID.fromString("00000000-0000-0000-0000-000000000007");
        assertThatThrownBy(() -> signed(application, new TestMethod().resource("/albums/{other}/*"), "7", uuid))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("/albums/" + uuid + "/*");
    }

    @ParameterizedTest
    @CsvSource({ ",", "''", "..", "." })
    void argumentThatIsNoPathSegment_failsTheCallBeforeTheMethodRuns(String id) {
        assertThatThrownBy(() -> application.call(new TestMethod().resource("/albums/{id}/*"), "any", () -> {
            throw new AssertionError("the method must not run");
        }, id, null))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_PLACEHOLDER_VALUE).hasMessageStartingWith("Album.any: ");
    }

    @Test
    void pathParameters_fillTheResourceOfTheRequestsEndpointOnly() {
        TestRest rest = new TestRest(Map.of("id", "7"));
        TestApplication withRest = new TestApplication(new Exchange(), ALICE, rest, null);
        TestMethod method = new TestMethod().rest().resource("/albums/{id}/*");

        assertThat(signed(withRest, method, "of the method", null)).contains("Policy=");
        rest.forOtherMethod();
        assertThatThrownBy(() -> signed(withRest, method, "7", null)).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("the path parameter {id} is unknown");
    }

    /** The method may not run with them, and the length is only known with the whole resource. */
    @Test
    void pathParameterThatDoesNotFit_isTheViewers() {
        TestMethod method = new TestMethod().rest().resource("/albums/{id}/*");
        for (String id : List.of("", "..", ".;x")) {
            TestApplication withRest = new TestApplication(new Exchange(), ALICE, new TestRest(Map.of("id", id)), null);

            assertThatThrownBy(() -> withRest.call(method, "any", () -> {
                throw new AssertionError("the method must not run");
            }, null, null)).hasFieldOrPropertyWithValue("reason", Reason.INVALID_PATH_PARAMETER)
                    .hasMessageStartingWith("Album.any: The resource /albums/{id}/* cannot be signed with this value of {id}. "
                            + "A segment of a path must not be ");
        }
        TestApplication withRest = new TestApplication(new Exchange(), ALICE, new TestRest(Map.of("id", "x".repeat(5000))),
                null);
        assertThatThrownBy(() -> signed(withRest, method, null, null))
                .hasFieldOrPropertyWithValue("reason", Reason.INVALID_PATH_PARAMETER)
                .hasMessage("Album.any: The resource /albums/{id}/* cannot be signed: path parameters would add more than "
                        + "2048 percent-encoded characters");
    }

    @Test
    void bindToIp_needsAViewer() {
        assertThat(signed(application, new TestMethod().bindToIp())).contains("Policy=");
        assertThatThrownBy(() -> signed(new TestApplication(null, ALICE, null, null), new TestMethod().bindToIp()))
                .hasMessage("Album.any: bindToIp requires a viewer, but there is no current HTTP request");
    }

    @Test
    void cookies_needARequest() {
        assertThatThrownBy(() -> signed(new TestApplication(null, ALICE, null, null),
                new TestMethod().cookies().resource("/albums/*")))
                .hasMessageContaining("signed cookies require a response, but there is no current HTTP request");
    }

    @Test
    void methodForUsers_isCalledAfterTheLoginIsChecked() {
        assertThatThrownBy(() -> signed(application, new TestMethod().forUsers())).isInstanceOf(SecurityException.class);
    }

    @Test
    void callWhileACacheIsLoaded_isRejected() throws Exception {
        assertThatThrownBy(() -> application.cacheLoads.run(() -> signed(application, new TestMethod())))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("is called by a method with @CacheResult");
        assertThat(application.cacheLoads.run(() -> application.cacheLoads.run(() -> "nested"))).isEqualTo("nested");
        assertThat(signed(application, new TestMethod())).contains("Signature=");
    }

    static final class AlbumSubclass extends Album implements Subclass {
    }

    private static InvocationContext on(Object target) throws NoSuchMethodException {
        var method = Album.class.getDeclaredMethod("any", String.class, Object.class);
        return Stub.of(InvocationContext.class, Map.of("getTarget", none -> target, "getMethod", none -> method));
    }

    @Test
    void methodOfABean_isFoundByItsClass() throws NoSuchMethodException {
        application.prepare(new TestMethod());

        assertThat(application.methods.get(on(new AlbumSubclass()))).isSameAs(application.methods.get(on(new Album())));
        assertThat(application.methods.intercepted(Album.class, "any").description()).isEqualTo("Album.any");
        assertThat(application.methods.intercepted(Album.class, "other")).isNull();
        assertThat(MethodName.of(String.class, String.class.getMethod("copyValueOf", char[].class, int.class, int.class)))
                .isEqualTo("java.lang.String|java.lang.String#copyValueOf([C,int,int)");
    }

    @Test
    void methodThatTheBuildDidNotSee_fails() {
        assertThatThrownBy(() -> application.methods.get(on(new Album()))).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("is called before the application has started");
    }
}
