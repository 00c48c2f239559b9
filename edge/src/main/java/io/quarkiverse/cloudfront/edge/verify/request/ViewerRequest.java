package io.quarkiverse.cloudfront.edge.verify.request;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a viewer's request that a verifier needs.
 *
 * @param scheme {@code http} or {@code https}, as the viewer sees it
 * @param host the authority as the viewer sent it in {@code Host}, with its port if there is one
 * @param target the path and query exactly as the viewer sent them
 * @param cookies the cookies in the order in which they were sent
 * @param remoteAddress the viewer's IP address
 */
public record ViewerRequest(String scheme, String host, String target, List<Cookie> cookies, String remoteAddress) {

    /** A cookie as in the {@code Cookie} header, with its value neither decoded nor unquoted. */
    public record Cookie(String name, String value) {

        /** Parses the value of a {@code Cookie} header. Parts without {@code =} are ignored. */
        public static List<Cookie> parse(String header) {
            List<Cookie> cookies = new ArrayList<>();
            for (String piece : header.split(";")) {
                int equals = piece.indexOf('=');
                if (equals > 0) {
                    cookies.add(new Cookie(piece.substring(0, equals).strip(), piece.substring(equals + 1).strip()));
                }
            }
            return cookies;
        }
    }
}
