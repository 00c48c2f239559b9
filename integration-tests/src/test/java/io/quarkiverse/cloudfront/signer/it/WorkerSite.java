package io.quarkiverse.cloudfront.signer.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A private site with a service worker that answers from its cache, as the handbook on private sites shows it. Its page is
 * served as long as nobody has logged out.
 */
final class WorkerSite implements AutoCloseable {

    static final String PRIVATE = "private";
    static final String REFUSED = "refused";
    static final String LOGGED_OUT = "logged out";

    private static final String WORKER = """
            self.addEventListener('install', event => event.waitUntil(caches.open('site').then(site => site.add('/'))));
            self.addEventListener('activate', event => event.waitUntil(clients.claim()));
            self.addEventListener('fetch', event => {
                if (new URL(event.request.url).pathname.startsWith('/private-access/')) {
                    return;
                }
                event.respondWith(caches.match(event.request).then(cached => cached ?? fetch(event.request)));
            });
            """;

    /** Resolves when the worker answers the requests of the page. */
    static final String WORKING = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? 'working'"
            + " : new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', () => done('working'))))";
    static final String TITLE = "document.title";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean loggedOut;

    /** @param clear the value of the {@code Clear-Site-Data} header of a logout */
    WorkerSite(String clear) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        String page = page(PRIVATE, snippet() + "<script>navigator.serviceWorker.register('/worker.js')</script>");
        server.createContext("/", exchange -> {
            send(exchange, loggedOut ? 403 : 200, loggedOut ? page(REFUSED, "") : page, Map.of("Cache-Control", "no-store"));
        });
        server.createContext("/worker.js", exchange -> send(exchange, 200, WORKER, Map.of("Content-Type", "text/javascript")));
        server.createContext("/private-access/logout", exchange -> {
            loggedOut = true;
            send(exchange, 200, page(LOGGED_OUT, ""), Map.of("Clear-Site-Data", clear));
        });
        server.start();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** The link of the documentation that removes the worker before it leads to the logout. */
    private static String snippet() throws IOException {
        String page = Files.readString(Path.of("../docs/modules/ROOT/pages/private-site.adoc"));
        int start = page.indexOf("<a id=\"logout\"");
        return page.substring(start, page.indexOf("</script>", start)) + "</script>";
    }

    private static String page(String title, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title + "</title></head><body>" + body
                + "</body></html>";
    }

    private static void send(HttpExchange exchange, int status, String content, Map<String, String> headers)
            throws IOException {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
