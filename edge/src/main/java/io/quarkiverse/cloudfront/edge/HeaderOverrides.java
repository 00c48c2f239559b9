package io.quarkiverse.cloudfront.edge;

import java.util.HashMap;
import java.util.Map;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets the query of a request override headers of the response, as S3 does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject: overriding response headers</a>
 */
final class HeaderOverrides implements Handler<RoutingContext> {

    private static final Map<String, String> HEADERS = Map.of(
            "response-content-type", "Content-Type",
            "response-content-language", "Content-Language",
            "response-content-disposition", "Content-Disposition",
            "response-content-encoding", "Content-Encoding",
            "response-cache-control", "Cache-Control",
            "response-expires", "Expires");

    @Override
    public void handle(RoutingContext context) {
        Map<String, String> overrides = new HashMap<>();
        HEADERS.forEach((parameter, header) -> {
            if (context.queryParams().contains(parameter)) {
                overrides.put(header, context.queryParams().get(parameter));
            }
        });
        if (overrides.values().stream().anyMatch(value -> value.chars().anyMatch(Character::isISOControl))) {
            ErrorPage page = ErrorPage.invalidArgument();
            context.response().setStatusCode(400).putHeader(HttpHeaders.CONTENT_TYPE, page.contentType()).end(page.body());
            return;
        }
        if (!overrides.isEmpty()) {
            context.addHeadersEndHandler(ignored -> {
                if (context.response().getStatusCode() < 400) {
                    overrides.forEach(context.response()::putHeader);
                }
            });
        }
        context.next();
    }
}
