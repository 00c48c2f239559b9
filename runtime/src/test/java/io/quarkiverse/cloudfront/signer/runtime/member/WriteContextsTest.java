package io.quarkiverse.cloudfront.signer.runtime.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.delivery.ReturnValueRewriter;
import io.quarkiverse.cloudfront.signer.runtime.grant.MemberPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestMethod;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.runtime.configuration.ConfigurationException;

class WriteContextsTest {

    interface Pictured {
    }

    static class Picture implements Pictured {
    }

    static class Painting extends Picture {
    }

    static class Song {
    }

    private static final SignedMember MEMBER = member("", "", "");

    private final TestUsers alice = new TestUsers(TestUsers.alice(null));

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static SignedMember member(String signer, String resource, String expiresIn) {
        return new SignedMember("Picture#url", signer, resource, expiresIn, false, false, List.of("Picture#url"));
    }

    private WriteContexts contexts(Exchange exchange, TestRest rest) {
        TestApplication application = new TestApplication(exchange, alice, rest, null);
        application.members(List.of(MEMBER), Pictured.class);
        return application.contexts;
    }

    private static TestRest rest() {
        return new TestRest(Map.of());
    }

    private static Object written(WriteContexts objects, WriteContext context) {
        WriteContext before = objects.begin(context);
        try {
            return objects.write(0, "/a.jpg");
        } finally {
            objects.resume(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "other ||| signer \"other\" is not configured",
            "|| soon | expiresIn \"soon\" is not a duration", "<default> | https://other.example.com/* || other.example.com" })
    void memberThatCannotWork_failsTheStart(String signer, String resource, String expiresIn, String message) {
        TestApplication application = new TestApplication(alice);
        SignedMember member = member(signer == null ? "" : signer, resource == null ? "" : resource,
                expiresIn == null ? "" : expiresIn);

        assertThatThrownBy(() -> application.members(List.of(member))).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Picture#url").hasMessageContaining(message);
    }

    @Test
    void subclasses_haveTheSignedFieldsToo() {
        WriteContexts objects = contexts(null, rest());

        assertThat(List.of(Pictured.class, Picture.class, Painting.class)).allMatch(objects.registry()::isOne);
        assertThat(List.of(Song.class, Object.class, String.class)).noneMatch(objects.registry()::isOne);
    }

    @Test
    void fieldsWithEqualAnnotations_shareAGrant() {
        TestApplication application = new TestApplication(alice);
        application.members(List.of(MEMBER, member("", "", "5m"), MEMBER, member("", "", "5m")));

        assertThat(application.contexts.registry().groups()).isEqualTo(2);
        assertThat(application.contexts.registry().rules()).extracting(MemberRule::group).containsExactly(0, 1, 0, 1);
        assertThat(application.contexts.registry().leaveAllToMethods()).isFalse();
        application.members(List.of(MEMBER, MEMBER));
        assertThat(application.contexts.registry().leaveAllToMethods()).isTrue();
    }

    @Test
    void ownUse_isNotSigned() {
        TestRest rest = rest();
        WriteContexts objects = contexts(new Exchange(), rest);
        TestApplication application = new TestApplication(new Exchange(), alice, rest, null);
        application.members(List.of(MEMBER), Pictured.class);
        application.call(new TestMethod().members(MemberPlacement.RETURNED), new Picture());

        // a method of Quarkus REST fills a cache before it returns its response
        assertThat(objects.write(0, "/a.jpg")).isEqualTo("/a.jpg");
        assertThat(objects.isOwnUse()).isTrue();
        // a job without a request
        assertThat(contexts(null, null).write(0, "/a.jpg")).isEqualTo("/a.jpg");
        assertThat(contexts(null, rest().serving(false)).isOwnUse()).isTrue();
    }

    @Test
    void responseWithoutWriteContext_isSigned() {
        TestRest rest = rest().responding();
        TestApplication application = new TestApplication(new Exchange(), alice, rest, null);
        application.members(List.of(MEMBER), Pictured.class);
        application.call(new TestMethod().members(MemberPlacement.RETURNED), new Picture());

        assertThat((String) application.contexts.write(0, "/a.jpg")).contains("Signature=");
        assertThat(application.contexts.isOwnUse()).isFalse();
    }

    @Test
    void responseNotReturnedByAMethod_fails() {
        for (WriteContexts objects : List.of(contexts(new Exchange(), rest().responding()), contexts(null, rest()))) {
            WriteContext context = new WriteContext(null);
            assertThatThrownBy(() -> written(objects, context)).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageStartingWith("Picture#url is in a response that is not a REST method's return value");
            assertThat(context.failure()).isInstanceOf(CloudFrontSignerException.class);
            assertThat(objects.current()).isNull();
        }
    }

    @Test
    void otherEndpointsResponse_fails() {
        for (WriteContexts objects : List.of(contexts(new Exchange(), null),
                contexts(new Exchange(), rest().serving(false)))) {
            assertThat(objects.isOwnUse()).isFalse();
            assertThatThrownBy(() -> objects.write(0, "/a.jpg")).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageStartingWith("Picture#url cannot be signed here, because fields are signed in the responses of "
                            + "Quarkus REST methods only");
        }
        Exchange sent = new Exchange().respond(200);
        assertThat(contexts(sent, null).write(0, "/a.jpg")).isEqualTo("/a.jpg");
    }

    @Test
    void messageOfAnotherEndpoint_fails() {
        TestRest rest = rest();
        TestApplication application = new TestApplication(new Exchange(), alice, rest, null);
        application.members(List.of(MEMBER), Pictured.class);
        application.call(new TestMethod().members(MemberPlacement.RETURNED), new Picture());

        assertThatThrownBy(() -> written(application.contexts, WriteContext.message()))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("for another kind of endpoint");
    }

    @Test
    void nestedContext_isRestoredToTheOuterOne() {
        WriteContexts objects = contexts(null, null);
        WriteContext outer = new WriteContext(null);
        WriteContext inner = WriteContext.message();

        assertThat(objects.begin(outer)).isNull();
        assertThat(objects.begin(inner)).isSameAs(outer);
        objects.resume(outer);
        assertThat(objects.current()).isSameAs(outer);
        objects.resume(null);
        assertThat(objects.current()).isNull();
    }

    @Test
    void firstObject_isTheGuardedOne() {
        WriteContext context = new WriteContext(null);
        Object body = new Object();
        Object part = new Object();
        context.guard(body);
        context.guard(part);

        assertThat(context.isGuarded(body)).isTrue();
        assertThat(context.isGuarded(part)).isFalse();
        assertThat(context.isIn(() -> {
            throw new AssertionError("nobody watches");
        })).isTrue();
    }

    @Test
    void watchedBody_mustHaveTheLatestSignedUrls() {
        WriteContext context = new WriteContext(null);
        ReturnValueRewriter urls = new ReturnValueRewriter(null);
        Object body = new Object();
        context.watch();
        context.signed("/before-the-body", urls);
        assertThat(context.isIn(() -> "")).isFalse();
        context.guard(body);
        context.signed("/a?1", urls);
        context.signed(List.of("/b?1"), urls);
        context.guard(body);
        context.signed("/a?2", urls);

        assertThat(context.isIn(() -> "{\"a\":\"/a?1\",\"b\":[\"/b?1\"]}")).isTrue();
        assertThat(context.isIn(() -> "/a?2")).isTrue();
        assertThat(context.isIn(() -> "/a?1")).isFalse();
        assertThat(context.isIn(() -> "{\"a\":\"/a\"}")).isFalse();
    }
}
