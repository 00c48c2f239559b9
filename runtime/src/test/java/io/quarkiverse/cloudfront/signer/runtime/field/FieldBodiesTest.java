package io.quarkiverse.cloudfront.signer.runtime.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkus.runtime.configuration.ConfigurationException;

class FieldBodiesTest {

    interface Pictured {
    }

    static class Picture implements Pictured {
    }

    static class Painting extends Picture {
    }

    record Page(List<Picture> pictures) {
    }

    static class Song {
    }

    private static final String SIGNED = "/a.jpg?Expires=1&Signature=x&Key-Pair-Id=K";

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static FieldTerms terms(String signer, String resource, String expiresIn) {
        return new FieldTerms(signer, resource, expiresIn, false, Content.URL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "other ||| signer \"other\" is not configured",
            "|| soon | expiresIn \"soon\" is not a duration", "<default> | https://other.example.com/* || other.example.com" })
    void fieldThatCannotWork_failsTheStart(String signer, String resource, String expiresIn, String message) {
        TestApplication application = new TestApplication(new TestUsers(TestUsers.alice(null)));
        FieldTerms terms = terms(signer == null ? "" : signer, resource == null ? "" : resource,
                expiresIn == null ? "" : expiresIn);
        Map<String, FieldTerms> fields = Map.of("Picture#url", terms);

        assertThatThrownBy(() -> application.fields(fields)).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Picture#url").hasMessageContaining(message);
    }

    /** For example, of a class without an index. */
    @Test
    void fieldThatTheBuildDoesNotKnow_isPreparedWhenItIsWritten() throws FieldFailure {
        FieldBodies bodies = TestFields.responding(Picture.class);
        FieldWrite before = bodies.begin(new FieldWrite(bodies.signer(null, true)));

        assertThat((String) bodies.sign(terms("", "/*", ""), "Painting#url", "/a.jpg", () -> "")).contains("Policy=");
        assertThatThrownBy(() -> bodies.sign(terms("other", "", ""), "Painting#url", "/a.jpg", () -> ""))
                .isInstanceOf(FieldFailure.class)
                .hasMessageContaining("Painting#url").hasMessageContaining("\"other\" is not configured");
        bodies.begin(before);
    }

    @Test
    void fieldsWithEqualElements_shareARule() {
        FieldRules rules = TestFields.idle(Picture.class).rules();

        assertThat(rules.leaveAllToMethods()).isTrue();
        assertThat(rules.rule(terms("", "", "5m"), "a")).isSameAs(rules.rule(terms("", "", "5m"), "b"));
        assertThat(rules.leaveAllToMethods()).isFalse();
        assertThat(rules.all()).hasSize(2);
    }

    @Test
    void subclasses_haveTheSignedFieldsToo() {
        TestApplication application = new TestApplication(new TestUsers(TestUsers.alice(null)));
        application.fields(TestFields.field(Pictured.class), Pictured.class, Page.class);
        FieldRules rules = application.bodies.rules();

        assertThat(List.of(Pictured.class, Picture.class, Painting.class)).allMatch(rules.owners()::contain)
                .allMatch(rules.holders()::contain).allMatch(application.bodies::areIn);
        assertThat(List.of(Song.class, Object.class, String.class)).noneMatch(rules.owners()::contain)
                .noneMatch(rules.holders()::contain).noneMatch(application.bodies::areIn);
        assertThat(rules.holders().contain(Page.class)).isTrue();
        assertThat(rules.owners().contain(Page.class)).isFalse();
    }

    @Test
    void jsonForAnythingElse_isPlain() throws FieldFailure {
        assertThat(TestFields.idle(Picture.class).sign(TestFields.PLAIN, "Picture#url", "/a.jpg", () -> ""))
                .isEqualTo("/a.jpg");
        // during a request, but not for its response
        assertThat(TestFields.responding(Picture.class).sign(TestFields.PLAIN, "Picture#url", "/a.jpg", () -> ""))
                .isEqualTo("/a.jpg");
    }

    /** A client of another server writes its body while an item is sent, for example for the next item. */
    @Test
    void whileAnItemIsSent_onlyItsOwnBodyIsSigned() {
        FieldBodies bodies = TestFields.responding(Picture.class);
        FieldSigner signer = bodies.signer(null, true);
        Picture item = new Picture();

        assertThat(bodies.beginItem(new FieldBodies.Item(signer, item))).isNull();
        assertThat(bodies.signer(item, false)).isSameAs(signer);
        assertThat(bodies.signer(new Picture(), false)).isNull();
        assertThat(bodies.signer(null, false)).isNull();
        FieldBodies.Item event = new FieldBodies.Item(signer, Map.entry("data", item));
        assertThat(bodies.beginItem(event)).isNotNull();
        assertThat(bodies.signer(item, false)).isSameAs(signer);
        assertThat(bodies.beginItem(null)).isSameAs(event);
        assertThat(bodies.signer(item, false)).isNull();
    }

    @Test
    void failure_isKeptAlthoughALibraryIgnoresIt() {
        FieldBodies bodies = TestFields.responding(Picture.class);
        FieldWrite write = new FieldWrite(bodies.signer(null, true));
        FieldWrite before = bodies.begin(write);
        assertThatThrownBy(() -> bodies.sign(TestFields.PLAIN, "Picture#url", "no path", () -> " (here)"))
                .isInstanceOf(FieldFailure.class);
        bodies.begin(before);

        assertThat(write.failure()).isInstanceOf(CloudFrontSignerException.class).hasMessageEndingWith(" (here)");
        assertThatThrownBy(() -> write.check(new Picture(), () -> true)).isSameAs(write.failure());
    }

    @Test
    void nestedWrite_isRestoredToTheOuterOne() {
        FieldBodies bodies = TestFields.responding(Picture.class);
        FieldWrite outer = new FieldWrite(bodies.signer(null, true));
        FieldWrite inner = new FieldWrite(bodies.signer(null, true));

        assertThat(bodies.begin(outer)).isNull();
        assertThat(bodies.begin(inner)).isSameAs(outer);
        bodies.begin(outer);
        assertThat(bodies.begin(outer)).isSameAs(outer);
        bodies.begin(null);
        assertThat(bodies.begin(outer)).isNull();
    }

    @Test
    void objectThatNobodyAsksForItsFields_isNotSent() {
        FieldSigner signer = TestFields.responding(Picture.class).signer(null, true);
        for (Object body : List.of(new Picture(), new Painting(), List.of(new Picture()), Map.of("a", new Picture()),
                Optional.of(new Picture()), new Object[] { new Picture() })) {
            assertThatThrownBy(() -> new FieldWrite(signer).check(body, () -> true)).as("%s", body)
                    .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("none was signed");
        }
        for (Object body : List.of(new Song(), List.of(), Map.of(new Picture(), "b"), Optional.empty(), new Object[0],
                Arrays.asList((Object) null))) {
            assertThatCode(() -> new FieldWrite(signer).check(body, () -> true)).as("%s", body).doesNotThrowAnyException();
        }
    }

    @Test
    void objectWhoseFieldsAreReported_isSent() {
        FieldBodies bodies = TestFields.responding(Picture.class);
        bodies.reached();
        FieldWrite write = new FieldWrite(bodies.signer(null, true));
        FieldWrite before = bodies.begin(write);
        bodies.reached();
        bodies.begin(before);

        assertThatCode(() -> write.check(new Picture(), () -> true)).doesNotThrowAnyException();
    }

    private static List<Object> signedValues() {
        return List.of(SIGNED, List.of("/b.jpg", SIGNED), Map.of("a", SIGNED), Optional.of(SIGNED), new String[] { SIGNED });
    }

    @Test
    void signedUrlInARequest_isRefusedWithoutRepeatingIt() {
        FieldBodies bodies = TestFields.idle(Picture.class);
        Boolean before = bodies.beginReading(true);
        for (Object signed : signedValues()) {
            assertThatThrownBy(() -> bodies.read(Content.URL, "url", signed)).isInstanceOf(FieldFailure.class)
                    .hasMessageStartingWith(
                            "The field \"url\" contains a signed URL. Send the URL without the query parameters ")
                    .hasMessageNotContaining("Expires=1");
        }
        for (Object other : Arrays.asList("/a.jpg", List.of("/a.jpg"), Map.of(SIGNED, "/a.jpg"), Optional.empty(), null,
                new String[] { "/a.jpg" })) {
            assertThatCode(() -> bodies.read(Content.URL, "url", other)).doesNotThrowAnyException();
        }
        bodies.beginReading(before);
    }

    private static final String OWN = "https://media.example.com/articles/7/a.png";

    @Test
    void textInARequest_isReadWithoutSignatures() throws FieldFailure {
        FieldBodies bodies = TestFields.idle(Picture.class);
        String signed = "![](" + OWN + "?Policy=p&Signature=s&Key-Pair-Id=k)";
        Boolean before = bodies.beginReading(true);
        for (Content content : List.of(Content.TEXT, Content.MARKUP)) {
            assertThat(bodies.read(content, "body", signed)).isEqualTo("![](" + OWN + ")");
            assertThat(bodies.read(content, "body", List.of(signed, ""))).isEqualTo(List.of("![](" + OWN + ")", ""));
            assertThat(bodies.read(content, "body", Map.of("a", signed))).isEqualTo(Map.of("a", "![](" + OWN + ")"));
            assertThat(bodies.read(content, "body", null)).isNull();
        }
        bodies.beginReading(before);
        assertThat(bodies.read(Content.TEXT, "body", signed)).as("outside of a request").isSameAs(signed);
    }

    @Test
    void signedUrlThatTheApplicationReads_isLeft() {
        FieldBodies bodies = TestFields.idle(Picture.class);

        for (Object signed : signedValues()) {
            assertThatCode(() -> bodies.read(Content.URL, "url", signed)).doesNotThrowAnyException();
        }
    }

    @Test
    void objectThatMayHaveBeenWrittenAsItShould_isSent() {
        FieldBodies perhaps = TestFields.responding(FieldPlacement.PERHAPS, "", Picture.class);
        new FieldWrite(perhaps.signer(null, true)).check(new Picture(), () -> true);
        FieldBodies bodies = TestFields.responding(Picture.class);
        new FieldWrite(bodies.signer(null, true)).check(new Picture(), () -> false);
        // JSON-B does not tell which fields it has written
        bodies.rules().prepare(TestFields.field(Picture.class), Set.of(), false);
        new FieldWrite(bodies.signer(null, true)).check(new Picture(), () -> true);
    }
}
