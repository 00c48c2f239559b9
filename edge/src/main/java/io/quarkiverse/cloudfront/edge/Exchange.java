package io.quarkiverse.cloudfront.edge;

import static io.quarkiverse.cloudfront.edge.RequestEvent.NO_ANSWER;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.cloudfront.edge.cache.CacheResult;
import io.quarkiverse.cloudfront.edge.cache.Validators;
import io.quarkiverse.cloudfront.edge.function.DirectoryLinks;
import io.quarkiverse.cloudfront.edge.function.RefusalPage;
import io.quarkiverse.cloudfront.edge.origin.ViewerHeaders;
import io.quarkiverse.cloudfront.edge.request.RequestGuard.Rejection;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.request.ErrorCode;
import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.ProxyResponse;

/** One request and its state. Notifies the listener when the response has been sent. */
final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final HttpServerRequest request;
    private final EdgeOptions options;
    private final List<StatusPage> pages;
    private Optional<Verdict> verdict = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Optional<String> user = Optional.empty();
    private CacheResult cacheResult = CacheResult.ERROR;
    private boolean abandoned;
    private boolean reported;

    /** @param pages the pages that replace responses, each for one status */
    Exchange(HttpServerRequest request, EdgeOptions options, List<StatusPage> pages) {
        this.request = request;
        this.options = options;
        this.pages = pages;
        request.response().headers()
                .add(HttpHeaderNames.VIA, "1.1 localhost (CloudFront)")
                .set("X-Amz-Cf-Pop", "LOCALHOST")
                .set("X-Amz-Cf-Id", UUID.randomUUID().toString());
        request.response().endHandler(ended -> report());
    }

    HttpServerRequest request() {
        return request;
    }

    void decided(Verdict decision) {
        verdict = Optional.of(decision);
    }

    /** Records a failure for the listener, in addition to those already recorded. */
    void failed(String sentence) {
        problem = Optional.of(problem.map(first -> first + "; " + sentence).orElse(sentence));
    }

    /** Records that the viewer left before the response began. */
    void abandoned() {
        abandoned = true;
        problem = Optional.of("the viewer closed the connection before the response began");
    }

    /** Records where the response came from, and sets the headers accordingly. */
    void servedFrom(CacheResult result) {
        cacheResult = result;
        request.response().putHeader(CacheResult.HEADER, result.header());
    }

    void refuse(Verdict.Refused refused) {
        decided(refused);
        error(403, ErrorPage.of(refused.code()));
    }

    /** Records for whom the request was signed. */
    void isFrom(String pseudonym) {
        user = Optional.of(pseudonym);
    }

    /**
     * Refuses a request as the distribution's function does. The page for status 403 does not replace the function's responses.
     */
    void refuse(String sentence, Optional<String> page) {
        failed(sentence);
        servedFrom(CacheResult.GENERATED);
        HttpServerResponse response = request.response().setStatusCode(403).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        page.ifPresentOrElse(body -> response.putHeader(HttpHeaders.CONTENT_TYPE, RefusalPage.CONTENT_TYPE).end(body),
                response::end);
    }

    void reject(Rejection rejection) {
        failed(rejection.sentence());
        error(rejection.status(), ErrorPage.of(rejection.status(), rejection.sentence()));
    }

    void preflight() {
        servedFrom(CacheResult.GENERATED);
        request.response().setStatusCode(204).end();
    }

    void redirect(String location) {
        servedFrom(CacheResult.GENERATED);
        request.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, location).end();
    }

    /** Answers a link that opens a directory. */
    void open(DirectoryLinks.Opening opening) {
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("Referrer-Policy", "no-referrer")
                .putHeader(HttpHeaders.SET_COOKIE.toString(), opening.cookies());
        redirect(opening.location());
    }

    /** Sends an origin's response, or the page for its status instead. */
    Future<Void> withStatusPage(ProxyResponse response, Supplier<Future<Void>> sending) {
        return withStatusPage(response.getStatusCode(), response::release, sending);
    }

    private Future<Void> withStatusPage(int status, Runnable release, Supplier<Future<Void>> sending) {
        return pages.stream().filter(page -> page.status() == status).findFirst()
                .map(page -> withPage(page, release, sending)).orElseGet(sending);
    }

    private Future<Void> withPage(StatusPage replacement, Runnable release, Supplier<Future<Void>> sending) {
        return replacement.fetch(request).transform(page -> {
            if (page.failed()) {
                failed(String.valueOf(page.cause().getMessage()));
                return sending.get();
            }
            release.run();
            servedFrom(CacheResult.ERROR);
            ViewerHeaders.addTo(request.response().headers(), page.result().headers());
            request.response().setStatusCode(replacement.status());
            return end(page.result().body());
        });
    }

    private void error(int status, ErrorPage page) {
        withStatusPage(status, () -> {
        }, () -> {
            servedFrom(CacheResult.ERROR);
            request.response().setStatusCode(status)
                    .putHeader(HttpHeaders.SERVER, "CloudFront")
                    .putHeader(HttpHeaders.DATE, Validators.format(options.clock().instant()))
                    .putHeader(HttpHeaders.CONTENT_TYPE, page.contentType());
            return end(Buffer.buffer(page.body()));
        });
    }

    private Future<Void> end(Buffer body) {
        HttpServerResponse response = request.response();
        return request.method().equals(HttpMethod.HEAD)
                ? response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length())).end()
                : response.end(body);
    }

    /**
     * Notifies the listener once. Called directly for a response that breaks off, because Vert.x does not always signal that it
     * has ended.
     */
    void report() {
        if (reported) {
            return;
        }
        reported = true;
        String host = String.valueOf(request.getHeader(HttpHeaders.HOST));
        if (!request.response().headWritten()) {
            abandoned();
        }
        try {
            options.listener().accept(new RequestEvent(Printable.of(request.method().name()),
                    (host.contains(".localhost") ? Printable.of(host) : "") + RawTarget.parse(request.uri()).printable(),
                    abandoned ? NO_ANSWER : request.response().getStatusCode(), verdict, cacheResult, problem, user));
        } catch (RuntimeException e) {
            LOG.warn("A request listener of the edge failed", e);
        }
    }

    /**
     * The body of an error response.
     *
     * @param contentType the content type
     * @param body the text
     */
    record ErrorPage(String contentType, String body) {

        /** CloudFront's response to an invalid signature. */
        static ErrorPage of(ErrorCode code) {
            return new ErrorPage("text/xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code.code() + "</Code><Message>"
                            + code.message() + "</Message></Error>");
        }

        /** CloudFront's HTML page for all other errors. The sentence must not contain the viewer's input. */
        static ErrorPage of(int status, String sentence) {
            return new ErrorPage("text/html", """
                    <!DOCTYPE html>
                    <html lang="en"><head><meta charset="utf-8"><title>ERROR: The request could not be satisfied</title></head>
                    <body><h1>%s ERROR</h1><h2>The request could not be satisfied.</h2><hr>
                    <p>%s</p><hr><address>Generated by cloudfront (CloudFront)</address></body></html>
                    """.formatted(status, sentence));
        }
    }
}
