package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.signer.runtime.Stub;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;

/**
 * An HTTP request and its response, as in Vert.x Web.
 */
public final class Exchange {

    private final MultiMap sent = MultiMap.caseInsensitiveMultiMap();
    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private final Set<Cookie> cookies = new LinkedHashSet<>();
    private final Map<String, Object> data = new HashMap<>();
    private final List<Handler<Void>> headersEnd = new ArrayList<>();
    private final RoutingContext context;
    private final HttpServerResponse response;
    private HttpMethod method = HttpMethod.GET;
    private HttpVersion version = HttpVersion.HTTP_2;
    private boolean closed;
    private boolean hasCertificate;
    private final HttpConnection connection = Stub.of(HttpConnection.class, Map.of("close", none -> {
        closed = true;
        return Future.succeededFuture();
    }, "isSsl", none -> hasCertificate, "peerCertificates", none -> Collections.singletonList(null)));
    private SocketAddress address = SocketAddress.inetSocketAddress(50_000, "192.0.2.7");
    private int status = 200;
    private boolean written;
    private boolean passedOn;
    private User user;
    private final Map<String, List<String>> parameters = new HashMap<>();
    private boolean ended;
    private boolean brokenOff;
    private String body;

    public Exchange() {
        HttpServerRequest request = Stub.of(HttpServerRequest.class, Map.of("cookies", none -> cookies,
                "remoteAddress", none -> address, "method", none -> method, "version", none -> version, "connection",
                none -> connection, "headers",
                none -> sent, "getHeader",
                arguments -> sent.get((CharSequence) arguments[0]), "pause", none -> null, "scheme", none -> "https",
                "authority", none -> HostAndPort.create("shop.example.com", 443)));
        response = Stub.of(HttpServerResponse.class, Map.of("headers", none -> headers,
                "getStatusCode", none -> status, "setStatusCode", this::setStatus, "setStatusMessage", none -> null,
                "headWritten", none -> written, "ended", none -> ended, "end", this::end, "reset", none -> breakOff()));
        context = Stub.of(RoutingContext.class, Map.of("request", none -> request, "response", none -> response,
                "get", arguments -> data.get(arguments[0]), "put", this::put, "next", none -> passedOn = true, "user",
                none -> user, "queryParam", arguments -> parameters.getOrDefault((String) arguments[0], List.of()),
                "addHeadersEndHandler", this::addHeadersEndHandler));
    }

    private Object setStatus(Object[] arguments) {
        status = (int) arguments[0];
        return response;
    }

    private Object end(Object[] arguments) {
        body = ((Buffer) arguments[0]).toString();
        respond(status);
        return null;
    }

    private Object put(Object[] arguments) {
        data.put((String) arguments[0], arguments[1]);
        return context;
    }

    @SuppressWarnings("unchecked")
    private Object addHeadersEndHandler(Object[] arguments) {
        headersEnd.add(0, (Handler<Void>) arguments[0]);
        return headersEnd.size();
    }

    public Exchange from(String ip) {
        address = SocketAddress.inetSocketAddress(50_000, ip);
        return this;
    }

    public Exchange method(HttpMethod sent) {
        method = sent;
        return this;
    }

    /** Of the viewer. Nobody reads what it contains. */
    public Exchange certificate() {
        hasCertificate = true;
        return this;
    }

    public Exchange http1() {
        version = HttpVersion.HTTP_1_1;
        return this;
    }

    /**
     * From now on, the user is known.
     */
    public Exchange authenticate(SecurityIdentity identity) {
        user = new QuarkusHttpUser(identity);
        return this;
    }

    /**
     * Whether a filter has passed the request on.
     */
    public boolean isPassedOn() {
        return passedOn;
    }

    public Exchange send(String header, String value) {
        sent.add(header, value);
        return this;
    }

    public Exchange parameter(String name, String value) {
        parameters.put(name, List.of(value));
        return this;
    }

    public Exchange cookie(String name, String value) {
        cookies.removeIf(cookie -> cookie.getName().equals(name));
        cookies.add(Cookie.cookie(name, value));
        return this;
    }

    /**
     * A request of the same browser, after it has received the response of the other exchange.
     */
    public Exchange after(Exchange earlier) {
        for (String header : earlier.setCookies()) {
            int equals = header.indexOf('=');
            cookie(header.substring(0, equals), header.substring(equals + 1, header.indexOf(';')));
        }
        return this;
    }

    public Exchange header(String name, String value) {
        headers.add(name, value);
        return this;
    }

    /**
     * Sends the head of the response.
     */
    public Exchange begin(int withStatus) {
        status = withStatus;
        List.copyOf(headersEnd).forEach(handler -> handler.handle(null));
        written = true;
        return this;
    }

    public Exchange respond(int withStatus) {
        begin(withStatus);
        ended = true;
        return this;
    }

    public int status() {
        return status;
    }

    /**
     * The body, if the response was sent in one piece.
     */
    public String body() {
        return body;
    }

    /**
     * Whether the viewer can see that the response is incomplete.
     */
    public boolean isBrokenOff() {
        return brokenOff;
    }

    /**
     * Whether the connection was closed after everything was flushed.
     */
    public boolean isClosed() {
        return closed;
    }

    public RoutingContext context() {
        return context;
    }

    public Viewer viewer() {
        return Viewer.of(context);
    }

    public MultiMap headers() {
        return headers;
    }

    public String header(String name) {
        return headers.get(name);
    }

    public List<String> setCookies() {
        return headers.getAll("Set-Cookie");
    }

    /**
     * @param exchange null outside of an HTTP request
     */
    public static Viewers viewers(Exchange exchange) {
        return viewers(exchange, new RequestScope(exchange != null));
    }

    public static Viewers viewers(Exchange exchange, RequestScope scope) {
        return new Viewers(new CurrentVertxRequest().setCurrent(exchange == null ? null : exchange.context()), scope);
    }

    /** Returns a boolean with Vert.x 4, and a future with Vert.x 5. */
    private Object breakOff() {
        brokenOff = true;
        return Stream.of(HttpServerResponse.class.getMethods())
                .anyMatch(method -> method.getName().equals("reset") && method.getReturnType() == boolean.class) ? true
                        : Future.succeededFuture();
    }
}
