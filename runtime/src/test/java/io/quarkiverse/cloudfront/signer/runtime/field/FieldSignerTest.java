package io.quarkiverse.cloudfront.signer.runtime.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.Race;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkiverse.cloudfront.signer.runtime.async.Later;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ResultDelivery;
import io.quarkiverse.cloudfront.signer.runtime.field.TestRest.Reply;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestMethod;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Context;
import io.smallrye.mutiny.Multi;

class FieldSignerTest {

    private static final Instant NOW = Instant.parse(TestApplication.NOW);
    private static final TestMethod RETURNED = new TestMethod().fields(FieldPlacement.RETURNED);

    record Picture(String url) {
    }

    private final TestRest rest = new TestRest(Map.of());
    private List<FieldTerms> terms;

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static FieldTerms field(String signer, String resource, String expiresIn, boolean bindToIp) {
        return new FieldTerms(signer, resource, expiresIn, bindToIp, Content.URL);
    }

    private TestApplication application(User user, FieldTerms... fields) {
        TestApplication application = new TestApplication(new Exchange(), new TestUsers(user), rest, null,
                "film.url=https://film.example.com", "film.expires-in=20m", "film.key-pair-id=K2",
                "film.private-key=" + NewKey.pem(NewKey.p256Pair().getPrivate()));
        terms = fields.length == 0 ? List.of(TestFields.PLAIN) : List.of(fields);
        Map<String, FieldTerms> named = new HashMap<>();
        terms.forEach(each -> named.put(Picture.class.getName() + "#url" + named.size(), each));
        application.fields(named, Picture.class);
        return application;
    }

    private static TestApplication calledFor(TestApplication application, TestMethod method, Object result) {
        assertThat(application.call(method, result, "7", null)).isSameAs(result);
        return application;
    }

    /** As a JSON library writes it into the response. */
    private String written(TestApplication application, int field, String url) {
        FieldWrite before = application.bodies.begin(new FieldWrite(rest.kept()));
        try {
            return (String) application.bodies.sign(terms.get(field), Picture.class.getName() + "#url", url, () -> "");
        } catch (FieldFailure e) {
            throw (RuntimeException) e.getCause();
        } finally {
            application.bodies.begin(before);
        }
    }

    private static String expires(long seconds) {
        return "Expires=" + NOW.plusSeconds(seconds).getEpochSecond() + "&";
    }

    @Test
    void field_isSignedAsTheMethodConfigures() {
        TestApplication application = calledFor(application(TestUsers.alice(null)),
                new TestMethod().fields(FieldPlacement.RETURNED).expiresIn("1h"), new Picture("/a.jpg"));

        assertThat(written(application, 0, "/a.jpg")).startsWith("https://media.example.com/a.jpg?").contains(expires(3600));
        assertThat(application.exchange.respond(200).header("Cache-Control")).startsWith("private, max-age=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // signer, resource, and lifetime of the method, those of the field, and what the URL has
            "<default> | ''             | ''  | ''   | ''        | ''            | media | ''          | 15",
            "<default> | ''             | ''  | film | ''        | ''            | film  | ''          | 20",
            "<default> | ''             | ''  | ''   | ''        | ${album.life} | media | ''          | 2",
            "<default> | ''             | ''  | ''   | /albums/* | ''            | media | /albums/*   | 15",
            "<default> | ''             | ''  | film | /albums/* | 1h            | film  | /albums/*   | 60",
            "<default> | ''             | 30m | ''   | ''        | ''            | media | ''          | 30",
            "<default> | ''             | 30m | film | ''        | ''            | film  | ''          | 30",
            "<default> | ''             | 30m | ''   | ''        | ${album.life} | media | ''          | 2",
            "<default> | ''             | 30m | ''   | /albums/* | ''            | media | /albums/*   | 30",
            "<default> | /albums/{id}/* | ''  | ''   | ''        | ''            | media | /albums/7/* | 15",
            "<default> | /albums/{id}/* | ''  | film | ''        | ''            | film  | ''          | 20",
            "<default> | /albums/{id}/* | ''  | ''   | ''        | 5m            | media | /albums/7/* | 5",
            "<default> | /albums/{id}/* | ''  | ''   | /albums/* | ''            | media | /albums/*   | 15",
            "film      | /albums/{id}/* | ''  | ''   | ''        | ''            | film  | /albums/7/* | 20",
            "film      | /albums/{id}/* | ''  | film | ''        | ''            | film  | /albums/7/* | 20" })
    void field_isSignedAsItsAnnotationOrMethodConfigures(String methods, String forMethod, String life, String signer,
            String resource, String expiresIn, String host, String granted, long minutes) {
        TestApplication application = calledFor(application(TestUsers.alice(null), field(signer, resource, expiresIn, false)),
                new TestMethod().fields(FieldPlacement.RETURNED).signer(methods).resource(forMethod).expiresIn(life),
                new Picture("/albums/7/a.jpg"));

        String url = written(application, 0, "/albums/7/a.jpg");

        String origin = "https://" + host + ".example.com";
        assertThat(url).startsWith(origin + "/albums/7/a.jpg?");
        assertThat(SignedUrls.expiry(url)).isEqualTo(NOW.plusSeconds(60 * minutes).getEpochSecond());
        assertThat(url.contains("Policy=") ? SignedUrls.resource(url) : origin).isEqualTo(origin + granted);
    }

    @Test
    void fieldOfAMethodThatBinds_isBoundToTheViewer() {
        TestApplication application = calledFor(application(TestUsers.alice(null)),
                new TestMethod().fields(FieldPlacement.RETURNED).bindToIp(), new Picture("/a.jpg"));

        assertThat(SignedUrls.policy(written(application, 0, "/a.jpg"))).contains("AWS:SourceIp");
    }

    @Test
    void fieldBoundToItsViewer_hasAPolicyOfItsOwn() {
        TestApplication application = calledFor(
                application(TestUsers.alice(null), field("", "", "", true), field("", "", "", false)), RETURNED,
                new Picture("/a.jpg"));

        assertThat(written(application, 0, "/a.jpg")).contains("Policy=");
        assertThat(written(application, 1, "/a.jpg")).contains(expires(900));
    }

    @Test
    void fieldOfAnotherSigner_doesNotUseTheMethodsResource() {
        TestApplication application = calledFor(
                application(TestUsers.alice(null), field("film", "", "", false), field("", "", "", false)),
                new TestMethod().fields(FieldPlacement.RETURNED).resource("/albums/{id}/*"), new Picture("/albums/7/a.jpg"));

        assertThat(written(application, 0, "/albums/7/a.jpg")).startsWith("https://film.example.com/").contains("Expires=");
        assertThat(written(application, 1, "/albums/7/a.jpg")).startsWith("https://media.example.com/").contains("Policy=");
    }

    /** Two fields that only differ in this element have two grants. */
    @Test
    void fieldWithStaticPlaylist_isSignedWithTheMethodsResource() {
        TestApplication application = calledFor(
                application(TestUsers.alice(null), playlistField("", ""), field("", "", "", false)),
                new TestMethod().fields(FieldPlacement.RETURNED).resource("/videos/{id}/*"), new Picture("/videos/7/a.m3u8"));

        assertThat(written(application, 0, "/videos/7/a.m3u8")).contains("/a.m3u8?kid=K1&alg=SHA256&Policy=");
        assertThat(written(application, 1, "/videos/7/a.jpg")).contains("/a.jpg?Policy=");
    }

    @Test
    void fieldWithStaticPlaylist_isSignedWithItsOwnResource() {
        TestApplication application = calledFor(application(TestUsers.alice(null), playlistField("film", "/videos/*")),
                RETURNED, new Picture("/videos/7/a.m3u8"));

        assertThat(written(application, 0, "/videos/7/a.m3u8")).contains("/a.m3u8?kid=K2&alg=SHA256&Policy=");
    }

    @Test
    void fieldWithStaticPlaylist_withoutResource_isReported() {
        TestApplication application = calledFor(application(TestUsers.alice(null), playlistField("film", "")),
                new TestMethod().fields(FieldPlacement.RETURNED).resource("/videos/{id}/*"), new Picture("/videos/7/a.m3u8"));

        assertThatThrownBy(() -> written(application, 0, "/videos/7/a.m3u8")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining(
                        "content = STATIC_PLAYLIST needs a policy that covers the files that the value refers to");
    }

    @Test
    void staticPlaylistOfTheMethod_isThatOfItsFields() {
        TestApplication application = calledFor(application(TestUsers.alice(null)), new TestMethod()
                .fields(FieldPlacement.RETURNED).resource("/videos/{id}/*").content(Content.STATIC_PLAYLIST),
                new Picture("/videos/7/a.m3u8"));

        assertThat(written(application, 0, "/videos/7/a.m3u8")).contains("/a.m3u8?kid=K1&alg=SHA256&Policy=");
    }

    @Test
    void text_isSignedWithThePolicyOfItsMethod() {
        String text = "See https://media.example.com/articles/7/a.png, /articles/7/b.png, and https://media.example.com/c.png.";
        FieldTerms markup = new FieldTerms("", "", "", false, Content.MARKUP);
        TestApplication application = calledFor(application(TestUsers.alice(null), markup, TestFields.PLAIN), new TestMethod()
                .fields(FieldPlacement.RETURNED).resource("/articles/{id}/*").content(Content.TEXT), new Picture(text));

        assertThat(written(application, 0, text)).startsWith("See https://media.example.com/articles/7/a.png?Policy=")
                .contains("&amp;Signature=")
                .endsWith("&amp;Hash-Algorithm=SHA256, /articles/7/b.png, and https://media.example.com/c.png.");
        assertThat(written(application, 1, "/articles/7/a.png")).as("a URL, although the method returns text")
                .startsWith("https://media.example.com/articles/7/a.png?Policy=");
        assertThatThrownBy(() -> written(application, 1, "/c.png")).hasMessageContaining("the policy does not cover it");
    }

    @Test
    void textWithoutResource_isReported() {
        FieldTerms text = new FieldTerms("", "", "", false, Content.TEXT);
        TestApplication application = calledFor(application(TestUsers.alice(null), text), new TestMethod()
                .fields(FieldPlacement.RETURNED), new Picture("x"));

        assertThatThrownBy(() -> written(application, 0, "x")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageContaining("content = TEXT needs a policy that covers the files that the value refers to");
    }

    private static FieldTerms playlistField(String signer, String resource) {
        return new FieldTerms(signer, resource, "", false, Content.STATIC_PLAYLIST);
    }

    @Test
    void fields_expireWithTheToken() {
        TestApplication application = calledFor(application(TestUsers.alice(NOW.plusSeconds(60))), RETURNED,
                new Picture("/a.jpg"));

        assertThat(written(application, 0, "/a.jpg")).contains(expires(60));
    }

    @Test
    void unsignableField_isReported() {
        TestApplication application = calledFor(application(TestUsers.alice(null)), RETURNED, new Picture("a"));

        assertThatThrownBy(() -> written(application, 0, "no path")).isInstanceOf(CloudFrontSignerException.class)
                .hasMessageStartingWith(Picture.class.getName() + "#url, which Album.any returns: ");
        assertThat(written(application, 0, "")).isEmpty();
    }

    @Test
    void fieldsForUsers_requireAUser() {
        TestApplication application = calledFor(application(TestUsers.nobody()),
                new TestMethod().fields(FieldPlacement.PERHAPS_FOR_USERS), new Picture("/a.jpg"));
        assertThatThrownBy(() -> written(application, 0, "/a.jpg")).isInstanceOf(UnauthorizedException.class);

        calledFor(application(TestUsers.nobody()), new TestMethod().fields(FieldPlacement.PERHAPS), new Picture("/a.jpg"));
        assertThat(written(application, 0, "/a.jpg")).contains("Signature=");
    }

    @Test
    void redirectOfAResponseWithFields_isSigned() {
        Reply reply = new Reply(303, new Picture("/a.jpg"), "/b.jpg");

        Reply delivered = (Reply) application(TestUsers.alice(null))
                .call(new TestMethod().fields(FieldPlacement.IN_ENTITY), reply);

        assertThat(delivered.entity()).isSameAs(reply.entity());
        assertThat(delivered.location()).contains("Signature=");
        assertThat(rest.kept()).isNotNull();
    }

    @Test
    void cookiesOfAResponseWithFields_areSet() {
        TestApplication application = calledFor(application(TestUsers.alice(null)),
                new TestMethod().fields(FieldPlacement.RETURNED).cookies().resource("/albums/{id}/*"), new Picture("/a.jpg"));

        assertThat(application.exchange.respond(200).setCookies()).anyMatch(cookie -> cookie.startsWith("CloudFront-Policy="));
        assertThat(written(application, 0, "/albums/7/a.jpg")).contains("Signature=");
    }

    @Test
    void thrownResponseWithFields_failsTheCall() {
        TestApplication application = application(TestUsers.alice(null));
        TestRest.Thrown fields = new TestRest.Thrown(new Reply(200, new Picture("/a.jpg"), "/b.jpg"));
        TestRest.Thrown url = new TestRest.Thrown(new Reply(200, null, "/b.jpg"));

        assertThatThrownBy(() -> application.call(new TestMethod().fields(FieldPlacement.IN_ANY_ENTITY), "any", () -> {
            throw fields;
        })).isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("it throws a response whose fields");
        assertThatThrownBy(() -> application.call(new TestMethod().fields(FieldPlacement.IN_ANY_ENTITY), "any", () -> {
            throw url;
        })).satisfies(thrown -> assertThat(TestRest.reply(thrown).location()).contains("Signature="));
    }

    @ParameterizedTest
    @EnumSource(value = FieldPlacement.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void valueWithSignedFields_isRecognized(FieldPlacement fields) {
        Picture picture = new Picture("/a.jpg");
        calledFor(application(TestUsers.alice(null)), new TestMethod().fields(fields), picture);
        boolean always = fields == FieldPlacement.RETURNED || fields == FieldPlacement.IN_ENTITY;

        for (Object with : List.of(picture, List.of("x", picture), Map.of("a", picture),
                new Object[] { picture }, Optional.of(picture), List.of(List.of(picture)))) {
            assertThat(rest.kept().test(with)).as("%s", with).isTrue();
        }
        for (Object without : Arrays.asList("x", List.of(), List.of("x"), Map.of(picture, "b"), Optional.empty(),
                new Object[0])) {
            assertThat(rest.kept().test(without)).as("%s", without).isEqualTo(always);
        }
        assertThat(rest.kept().mayWrite(null)).isFalse();
        assertThat(rest.kept().mayWrite("x")).isEqualTo(always);
        assertThat(rest.kept().mayWrite(new Reply(200, null, null))).isTrue();
    }

    @Test
    void commonPolicy_isSignedBeforeTheFieldsAreWritten() {
        TestMethod method = new TestMethod().fields(FieldPlacement.RETURNED).resource("/albums/{id}/*");
        TestApplication application = calledFor(application(TestUsers.alice(null)), method, new Picture("/albums/7/a.jpg"));
        assertThat(rest.kept().hasOnePolicy()).isTrue();
        rest.kept().signLater().await().indefinitely();
        application.clock.advance(Duration.ofHours(1));
        assertThat(written(application, 0, "/albums/7/a.jpg")).contains("Policy=");

        calledFor(application(TestUsers.alice(null), field("", "", "5m", false)), method, new Picture("/albums/7/a.jpg"));
        assertThat(rest.kept().hasOnePolicy()).isFalse();
        calledFor(application(TestUsers.alice(null)), RETURNED, new Picture("/albums/7/a.jpg"));
        assertThat(rest.kept().hasOnePolicy()).isFalse();
    }

    @Test
    void eachItemOfAStream_isSignedWhenItIsWritten() {
        TestApplication application = application(TestUsers.alice(null));
        Multi<?> items = (Multi<?>) application.call(RETURNED, "multi",
                () -> Multi.createFrom().items(new Picture("/1.jpg"), new Picture("/2.jpg")));
        List<String> written = new ArrayList<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        items.subscribe().with(item -> {
            FieldWrite before = application.bodies.begin(new FieldWrite(application.bodies.signer(item, false)));
            try {
                written.add((String) application.bodies.sign(TestFields.PLAIN, "url", ((Picture) item).url(), () -> ""));
            } catch (FieldFailure e) {
                throw (RuntimeException) e.getCause();
            } finally {
                application.bodies.begin(before);
            }
            application.clock.advance(Duration.ofSeconds(10));
        }, end::completeExceptionally, () -> end.complete(null));
        end.orTimeout(60, TimeUnit.SECONDS).join();

        assertThat(written.get(0)).contains("/1.jpg?" + expires(900));
        assertThat(written.get(1)).contains("/2.jpg?" + expires(910));
    }

    @Test
    void stream_isCachedNoLongerThanItsFirstUrls() {
        TestApplication application = application(TestUsers.alice(null));
        application.call(RETURNED, "multi", () -> Multi.createFrom().nothing());

        assertThat(application.exchange.respond(200).header("Cache-Control")).startsWith("private, max-age=");
    }

    @Test
    void itemWithFieldsThatIsNotJson_failsTheStream() {
        rest.notJson();
        Multi<?> items = (Multi<?>) application(TestUsers.alice(null)).call(RETURNED, "multi",
                () -> Multi.createFrom().items("text", new Picture("/1.jpg")));

        List<Object> sent = new ArrayList<>();

        assertThatThrownBy(() -> items.invoke(sent::add).collect().asList().await().indefinitely())
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("fields are signed in JSON only");
        assertThat(sent).as("a text has no fields").containsExactly("text");
    }

    /** Headers for caches are relative to the time of the system. */
    private static TestApplication today(TestApplication application) {
        application.clock.advance(Duration.between(NOW, Instant.now()));
        return application;
    }

    private static long maxAge(TestApplication application) {
        String header = application.exchange.respond(200).header("Cache-Control");
        assertThat(header).matches("private, max-age=\\d+.*");
        return Long.parseLong(header.replaceAll("private, max-age=(\\d+).*", "$1"));
    }

    @ParameterizedTest
    @CsvSource({ "5m, 1, 300", "10h, 301, 900" })
    void stream_isCachedNoLongerThanTheFieldThatExpiresFirst(String expiresIn, long least, long most) {
        TestApplication application = today(application(TestUsers.alice(null), field("", "", expiresIn, false)));
        application.call(RETURNED, "multi", () -> Multi.createFrom().nothing());

        assertThat(maxAge(application)).isBetween(least, most);
    }

    @Test
    void responseWithPolicy_isCachedNoLongerThanItsPolicy() {
        TestApplication application = calledFor(today(application(TestUsers.alice(null), field("", "/*", "5m", false))),
                RETURNED, new Picture("/a.jpg"));
        written(application, 0, "/a.jpg");
        assertThat(maxAge(application)).isBetween(1L, 300L);

        TestApplication common = calledFor(today(application(TestUsers.alice(null))),
                new TestMethod().fields(FieldPlacement.RETURNED).resource("/*").expiresIn("5m"), new Picture("/a.jpg"));
        rest.kept().signLater().await().indefinitely();
        assertThat(maxAge(common)).isBetween(1L, 300L);
    }

    @Test
    void containerThatMayHoldFields_mayBeWrittenSigned() {
        calledFor(application(TestUsers.alice(null)), new TestMethod().fields(FieldPlacement.PERHAPS), new Picture("/a.jpg"));

        for (Object container : List.of(List.of("x"), Map.of("a", "b"), Optional.of("x"), new Object[] { "x" })) {
            assertThat(rest.kept().mayWrite(container)).as("%s", container).isTrue();
        }
        assertThat(rest.kept().mayWrite("x")).isFalse();
    }

    @Test
    void fieldsOfAResponseWithCookiesOrPerhapsForUsers_haveNoCommonPolicy() {
        calledFor(application(TestUsers.alice(null)),
                new TestMethod().fields(FieldPlacement.RETURNED).cookies().resource("/*"), new Picture("/a.jpg"));
        assertThat(rest.kept().hasOnePolicy()).isFalse();

        calledFor(application(TestUsers.alice(null)),
                new TestMethod().fields(FieldPlacement.PERHAPS_FOR_USERS).resource("/*"), new Picture("/a.jpg"));
        assertThat(rest.kept().hasOnePolicy()).isFalse();
    }

    @Test
    void itemOfAStream_hasItsOwnExpiry() {
        TestApplication application = calledFor(
                application(TestUsers.alice(null), field("", "", "", false), field("", "/*", "20m", false)), RETURNED,
                new Picture("/a.jpg"));
        String own = written(application, 0, "/a.jpg");
        String common = written(application, 1, "/a.jpg");
        application.clock.advance(Duration.ofMinutes(10));
        assertThat(written(application, 0, "/a.jpg")).isEqualTo(own);

        rest.kept().renew();

        assertThat(written(application, 0, "/a.jpg")).isNotEqualTo(own).contains("Signature=");
        assertThat(written(application, 1, "/a.jpg")).isEqualTo(common);
    }

    @Test
    void itemOfAStreamThatTheCallerCollects_isAwaited() {
        TestApplication application = calledFor(application(TestUsers.alice(null)), RETURNED, new Picture("/a.jpg"));
        FieldSigner signer = rest.kept();
        TestRest response = new TestRest(Map.of());
        Picture item = new Picture("/a.jpg");
        FieldDelivery delivery = new FieldDelivery(signer, null, response, application.bodies, null);

        assertThat(delivery.eachItem().apply(item).await()).isSameAs(item);
        assertThat(response.kept()).isSameAs(signer);
        assertThat(signer.isAwaited(item)).isTrue();
        assertThat(signer.isAwaited(item)).isFalse();

        Function<Object, Later<Object>> signed = url -> Later.known(url + "?signed");
        ResultDelivery urls = Stub.of(ResultDelivery.class, Map.of("eachItem", none -> signed));
        assertThat(new FieldDelivery(signer, null, response, application.bodies, urls).eachItem().apply("/b.jpg").await())
                .isEqualTo("/b.jpg?signed");
    }

    @Test
    void thrownResponseWithoutFields_isDeliveredLikeAnyOther() {
        TestApplication application = calledFor(application(TestUsers.alice(null)),
                new TestMethod().fields(FieldPlacement.PERHAPS), new Picture("/a.jpg"));
        ResultDelivery urls = Stub.of(ResultDelivery.class, Map.of("deliverThrown", none -> Later.known("signed")));
        for (Object entity : Arrays.asList(null, "text")) {
            Reply reply = new Reply(200, entity, null);
            assertThat(new FieldDelivery(rest.kept(), null, rest, application.bodies, null).deliverThrown(reply).await())
                    .isSameAs(reply);
            assertThat(new FieldDelivery(rest.kept(), null, rest, application.bodies, urls).deliverThrown(reply).await())
                    .isEqualTo("signed");
        }
    }

    @Test
    void stream_hasTheContextOfItsSubscriber() {
        TestApplication application = calledFor(application(TestUsers.alice(null)), RETURNED, new Picture("/a.jpg"));
        Multi<String> items = Multi.createFrom()
                .context(context -> Multi.createFrom().item(context.<String> getOrElse("key", () -> "none")));
        Multi<String> stream = Multi.createFrom().safePublisher(new FieldStream<>(items, rest.kept(), application.bodies));

        assertThat(stream.collect().first().awaitUsing(Context.of("key", "value")).indefinitely()).isEqualTo("value");
    }

    /** One thread emits the items, and others write them. */
    @Test
    void itemsOfSeveralThreads_areAwaited() {
        calledFor(application(TestUsers.alice(null)), RETURNED, new Picture("/a.jpg"));
        FieldSigner signer = rest.kept();
        Picture[] one = new Picture[100];
        Picture[] other = new Picture[100];
        Arrays.setAll(one, i -> new Picture("/a.jpg"));
        Arrays.setAll(other, i -> new Picture("/b.jpg"));

        Race.run(round -> Stream.of(one).forEach(signer::await), round -> Stream.of(other).forEach(signer::await),
                round -> assertThat(Stream.of(one, other).flatMap(Stream::of)).allMatch(signer::isAwaited));
    }
}
