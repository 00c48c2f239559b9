package io.quarkiverse.cloudfront.edge;

import java.util.function.Function;

import io.quarkiverse.cloudfront.edge.origin.ViewerHeaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * A custom error response of the distribution: a page that replaces every response that has a certain status. The status does
 * not change. The page is the same for all viewers, so neither their cookies nor their other headers are sent when it is
 * fetched. It is not cached, as with an error caching minimum TTL of 0.
 *
 * @param request creates the request for the page from the viewer's request
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html">Generate
 *      custom error responses</a>
 */
record StatusPage(int status, String path, Function<HttpServerRequest, Future<HttpClientRequest>> request) {

    /** The page as the application returned it. */
    public record Content(MultiMap headers, Buffer body) {
    }

    /** Fetches the page. If this fails, the message of the exception contains the reason. */
    public Future<Content> fetch(HttpServerRequest viewer) {
        return request.apply(viewer)
                .compose(page -> page.putHeader(HttpHeaders.USER_AGENT, "Amazon CloudFront").send())
                .compose(StatusPage::content)
                .recover(failure -> Future.failedFuture("the page for status " + status + ", " + path + ", is not available: "
                        + failure.getMessage()));
    }

    private static Future<Content> content(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("it has status " + response.statusCode());
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(response.headers());
        ViewerHeaders.clean(headers);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        return response.body().map(body -> new Content(headers, body));
    }
}
