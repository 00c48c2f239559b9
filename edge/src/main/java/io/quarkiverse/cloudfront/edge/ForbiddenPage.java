package io.quarkiverse.cloudfront.edge;

import io.quarkiverse.cloudfront.edge.origin.OriginServer;
import io.quarkiverse.cloudfront.edge.origin.ViewerHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The distribution's custom error response for status 403: a page of the application. It is the same for all viewers, so the
 * application gets neither their cookies nor their other headers. It is not cached, as with an error caching minimum TTL of 0.
 *
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html">Generate
 *      custom error responses</a>
 */
record ForbiddenPage(String path, ApplicationClient application) {

    /** The page as the application answers it. */
    public record Content(MultiMap headers, Buffer body) {
    }

    /** Fetches the page. The message of a failure is the reason. */
    public Future<Content> fetch(HttpServerRequest viewer) {
        return application.server().map(server -> fetch(server, viewer))
                .orElseGet(() -> Future.failedFuture("the address of the application is not known"))
                .recover(failure -> Future.failedFuture("the page " + path + " for status 403 is not available: "
                        + failure.getMessage()));
    }

    private Future<Content> fetch(OriginServer server, HttpServerRequest viewer) {
        return application.request(server, viewer, true).compose(request -> {
            request.setURI(path).putHeader(HttpHeaders.USER_AGENT, "Amazon CloudFront");
            application.addForwarded(request.headers(), viewer);
            return request.send();
        }).compose(ForbiddenPage::content);
    }

    private static Future<Content> content(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("the application answers with status " + response.statusCode());
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
        ViewerHeaders.clean(headers);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        return response.body().map(body -> new Content(headers, body));
    }
}
