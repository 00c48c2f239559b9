package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.User;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;

/**
 * A method does not run for a user who must not have its resource.
 */
class RefusedResourceTest {

    private static final Callable<Object> NOT_CALLED = () -> {
        throw new AssertionError("the method is called");
    };

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private static TestApplication application(User user, String... properties) {
        return new TestApplication(new TestUsers(user), properties);
    }

    static Stream<TestMethod> methods() {
        return Stream.of(new TestMethod().resource("/{claim.tenant}/*"), new TestMethod().resource("/users/{principal}/{id}/*"),
                new TestMethod().resource("/{claim.tenant}/*").cookies(),
                new TestMethod().resource("/{claim.tenant}/*").cookies().writesHead(),
                new TestMethod().resource("/{claim.tenant}/*").fields(FieldPlacement.RETURNED));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void method_isNotCalledForAUserWhoseDataDoesNotFit(TestMethod method) {
        assertThatThrownBy(() -> application(TestUsers.withData("..")).call(method, "any", NOT_CALLED, "7", null))
                .isInstanceOf(ForbiddenException.class);
        Object later = application(TestUsers.withData("..")).call(method, "uni", NOT_CALLED, "7", null);
        assertThatThrownBy(() -> ((Uni<?>) later).await().indefinitely()).isInstanceOf(ForbiddenException.class);
    }

    @Test
    void method_isNotCalledForATenantWithoutADomain() {
        String[] tenants = { "url=https://{claim.tenant}.media.example.com" };

        assertThatThrownBy(() -> application(TestUsers.withData("a.b"), tenants).call(new TestMethod(), "any", NOT_CALLED))
                .isInstanceOf(ForbiddenException.class);
        assertThat(application(TestUsers.withData("acme"), tenants).call(new TestMethod(), "/a.jpg").toString())
                .startsWith("https://acme.media.example.com/a.jpg?");
    }

    /** With lazy authentication, the user is not known yet. */
    @Test
    void method_isCalledOnceTheUserIsKnown() {
        CompletableFuture<User> user = new CompletableFuture<>();
        TestApplication application = new TestApplication(new TestUsers(user));
        TestMethod method = new TestMethod().resource("/{claim.tenant}/*");

        Object pending = EventLoop.run(() -> application.call(method, "uni", () -> {
            assertThat(user).isDone();
            return Uni.createFrom().item("/acme/a.jpg");
        }));
        assertThatThrownBy(() -> EventLoop.run(() -> application.call(method, "any", NOT_CALLED)))
                .isInstanceOf(CloudFrontSignerException.class).hasMessageContaining("not known yet");
        user.complete(TestUsers.withData("acme"));

        assertThat(((Uni<?>) pending).await().indefinitely().toString()).contains("/acme/a.jpg?");
    }

    @Test
    void cookieMethod_isNotCalledForAnAnonymousViewer() {
        TestMethod method = new TestMethod().cookies().resource("/{claim.tenant}/*");

        assertThatThrownBy(() -> application(TestUsers.nobody()).call(method, "any", NOT_CALLED))
                .isInstanceOf(UnauthorizedException.class);
    }

    /** It may not sign anything. */
    @Test
    void methodWhoseResourceIsTheSameForAll_isCalled() {
        assertThat(application(TestUsers.withData("..")).call(new TestMethod().resource("/albums/{id}/*"), (Object) null, "7",
                null)).isNull();
    }
}
