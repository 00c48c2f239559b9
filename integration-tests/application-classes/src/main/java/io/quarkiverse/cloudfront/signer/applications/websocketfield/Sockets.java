package io.quarkiverse.cloudfront.signer.applications.websocketfield;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;

import io.quarkiverse.cloudfront.signer.applications.Photo;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;

/** Endpoints that return a DTO. */
public final class Sockets {

    private Sockets() {
    }

    @WebSocket(path = "/websocket/field/open")
    public static class Field {

        @OnTextMessage
        public Photo answer(String question) {
            return new Photo(1, PICTURE);
        }
    }

    @WebSocket(path = "/websocket/field/admin")
    public static class FieldForAdmins {

        @OnTextMessage
        @RolesAllowed("admin")
        public Photo answer(String question) {
            return new Photo(1, PICTURE);
        }
    }
}
