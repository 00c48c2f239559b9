package org.acme.gallery;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;

@WebSocket(path = "/picture-socket")
@Authenticated
public class PictureSocket {

    @OnTextMessage
    @SignedResource(resource = "/albums/{album}/*")
    String picture(String album) {
        return "/albums/" + album + "/mirror-lake.svg";
    }
}
