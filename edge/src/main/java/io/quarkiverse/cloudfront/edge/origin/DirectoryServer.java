package io.quarkiverse.cloudfront.edge.origin;

import java.nio.file.Path;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/** Serves a directory over the loopback interface, so that an edge can fetch files from it as from any other origin. */
public final class DirectoryServer {

    private DirectoryServer() {
    }

    /** @param maxLineLength the maximum length of the request line, in bytes */
    public static Future<HttpServer> start(Vertx vertx, Path root, int maxLineLength) {
        Router router = Router.router(vertx);
        router.errorHandler(416, context -> S3Error.invalidRange().send(context.response(), 416));
        router.route().handler(new HeaderOverrides());
        router.route().handler(new DirectoryGuard(root));
        router.route().handler(StaticHandler.create(FileSystemAccess.ROOT, root.toString())
                .setDirectoryListing(false)
                // the guard already excludes hidden files; the handler would also reject a hidden directory above the root
                .setIncludeHidden(true)
                // no caching, so that an edited file is served immediately
                .setCachingEnabled(false)
                // the default would be Java's default charset, which depends on the machine
                .setDefaultContentEncoding("utf-8"));
        router.route().handler(DirectoryGuard::notFound);
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(maxLineLength)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options).requestHandler(router).listen(0, OriginServer.LOOPBACK);
    }
}
