package io.quarkiverse.cloudfront.signer.applications.websocket;

import static io.quarkiverse.cloudfront.signer.applications.Gallery.ALBUM;
import static io.quarkiverse.cloudfront.signer.applications.Gallery.PICTURE;

import jakarta.annotation.security.RolesAllowed;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;

/** Endpoints of WebSockets Next, one for each cell. */
public final class Sockets {

    private Sockets() {
    }

    @WebSocket(path = "/websocket/url/open")
    public static class Url {

        @OnTextMessage
        @SignedResource
        public String answer(String question) {
            return PICTURE;
        }
    }

    @WebSocket(path = "/websocket/url/admin")
    public static class UrlForAdmins {

        @OnTextMessage
        @SignedResource
        @RolesAllowed("admin")
        public String answer(String question) {
            return PICTURE;
        }
    }

    @WebSocket(path = "/websocket/wildcard/open")
    public static class Wildcard {

        @OnTextMessage
        @SignedResource(resource = ALBUM)
        public String answer(String question) {
            return PICTURE;
        }
    }

    @WebSocket(path = "/websocket/wildcard/admin")
    public static class WildcardForAdmins {

        @OnTextMessage
        @SignedResource(resource = ALBUM)
        @RolesAllowed("admin")
        public String answer(String question) {
            return PICTURE;
        }
    }

    @WebSocket(path = "/websocket/cookies/open")
    public static class Cookies {

        @OnTextMessage
        @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
        public String answer(String question) {
            return "welcome";
        }
    }

    @WebSocket(path = "/websocket/cookies/admin")
    public static class CookiesForAdmins {

        @OnTextMessage
        @SignedResource(delivery = Delivery.COOKIES, resource = ALBUM)
        @RolesAllowed("admin")
        public String answer(String question) {
            return "welcome";
        }
    }
}
