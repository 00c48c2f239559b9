package io.quarkiverse.cloudfront.signer.runtime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.EventLoop;
import io.quarkiverse.cloudfront.signer.runtime.TestContainer;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldSigner;
import io.quarkiverse.cloudfront.signer.runtime.field.TestFields;
import io.quarkiverse.cloudfront.signer.runtime.playlist.PlaylistType;
import io.quarkiverse.cloudfront.signer.runtime.rest.field.FieldHandler;
import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.PendingPlaylist;
import io.quarkiverse.cloudfront.signer.runtime.rest.playlist.PlaylistHandler;
import io.quarkiverse.cloudfront.signer.runtime.user.LoginCheck;
import io.quarkiverse.cloudfront.signer.runtime.user.TestLogins;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/**
 * Handlers that suspend a request, or move it from the event loop to a worker thread.
 */
class SuspendingHandlersTest {

    record Picture(String url) {
    }

    @AutoClose
    private final TestRequest request = new TestRequest(new Exchange());

    @BeforeEach
    void detectEventLoop() {
        EventLoop.detect();
    }

    private void assertGoesOn() {
        assertThat(request.isSuspended()).isFalse();
        assertThat(request.resumed).isEmpty();
    }

    private void assertResumed(Object with) {
        assertThat(request.isSuspended()).isTrue();
        assertThat(request.resumed).containsExactly(with);
    }

    private void handle(ServerRestHandler handler) {
        try {
            handler.handle(request);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void handleOnEventLoop(ServerRestHandler handler) {
        EventLoop.run(() -> {
            handle(handler);
            return null;
        });
    }

    private void keep(String resource, Object result) {
        request.setProperty(FieldSigner.class.getName(),
                TestFields.responding(resource, Picture.class).signer(null, true));
        request.setResult(result);
    }

    @Test
    void fieldsWithoutResource_areSignedByAWorker() {
        keep("", Response.ok(new Picture("/a.jpg")).build());

        handleOnEventLoop(new FieldHandler());

        assertResumed("worker");
    }

    @Test
    void fieldsWithResource_areSignedOnTheEventLoop() {
        keep("/*", Response.ok(new Picture("/a.jpg")).build());

        handleOnEventLoop(new FieldHandler());

        assertResumed("here");
    }

    @Test
    void fields_areFoundInEachKindOfResponse() {
        Picture picture = new Picture("/a.jpg");
        for (Object result : List.of(Response.ok(picture).build(), Response.ok(List.of(picture)).build(),
                Response.ok(new GenericEntity<>(picture, Picture.class)).build())) {
            request.resumed.clear();
            keep("", result);
            handleOnEventLoop(new FieldHandler());
            assertResumed("worker");
        }
    }

    @Test
    void fieldsOnAWorker_areSignedThere() {
        keep("", Response.ok(new Picture("/a.jpg")).build());

        handle(new FieldHandler());

        assertGoesOn();
    }

    @Test
    void responseWithoutFields_staysOnTheEventLoop() {
        request.setResult(Response.ok(new Picture("/a.jpg")).build());
        handleOnEventLoop(new FieldHandler());
        keep("", Response.noContent().build());
        handleOnEventLoop(new FieldHandler());

        assertGoesOn();
    }

    @Test
    void responseOfAnError_staysOnTheEventLoop() {
        keep("", Response.ok(new Picture("/a.jpg")).build());
        request.fail(new IllegalStateException());

        handleOnEventLoop(new FieldHandler());

        assertGoesOn();
    }

    @Test
    void playlist_leavesTheEventLoop() {
        handleOnEventLoop(new PlaylistHandler());
        assertGoesOn();

        PendingPlaylist.set(request, new PendingPlaylist(PlaylistType.HLS, null, "Album.any"));
        request.setPosition(3);
        handleOnEventLoop(new PlaylistHandler());
        assertResumed("worker");
        assertThat(request.getPosition()).as("the same handler again").isEqualTo(2);
    }

    private void checkLogin(LoginCheck check) {
        try (TestContainer container = TestContainer.start(check)) {
            new LoginCustomizer().handle(request);
        }
    }

    private static SecurityIdentity identity(String name) {
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).setAnonymous(name.isEmpty()).build();
    }

    @Test
    void requestForAPendingUser_waits() {
        CompletableFuture<SecurityIdentity> identity = new CompletableFuture<>();
        checkLogin(TestLogins.check(identity));
        assertThat(request.isSuspended()).isTrue();
        assertThat(request.resumed).isEmpty();

        identity.complete(identity("alice"));
        assertResumed("here");
    }

    @Test
    void anonymousRequest_isRejected() {
        checkLogin(TestLogins.check(CompletableFuture.completedFuture(identity(""))));

        assertThat(request.resumed).singleElement().isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void requestWithoutAuthorization_continues() {
        checkLogin(TestLogins.switchedOff());

        assertGoesOn();
    }
}
