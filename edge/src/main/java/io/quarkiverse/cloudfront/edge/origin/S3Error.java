package io.quarkiverse.cloudfront.edge.origin;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * An error response of S3.
 *
 * @param body the XML of the response
 */
public record S3Error(String body) {

    /** The response for an object that does not exist. */
    static S3Error noSuchKey(String key) {
        return of("NoSuchKey", "The specified key does not exist.", "<Key>" + escape(key) + "</Key>");
    }

    /** The response for a range beyond the end of an object. */
    public static S3Error invalidRange() {
        return of("InvalidRange", "The requested range is not satisfiable", "");
    }

    /** The response for a header value that cannot be sent. */
    static S3Error invalidArgument() {
        return of("InvalidArgument", "Header value cannot be represented using ISO-8859-1.", "");
    }

    /** Sends this error instead of the object. */
    public Future<Void> send(HttpServerResponse response, int status) {
        response.headers().remove(HttpHeaders.CONTENT_LENGTH);
        return response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "application/xml").end(body);
    }

    private static S3Error of(String code, String message, String more) {
        return new S3Error("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message>" + more
                + "</Error>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
