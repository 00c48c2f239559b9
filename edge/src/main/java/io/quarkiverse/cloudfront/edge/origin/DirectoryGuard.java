package io.quarkiverse.cloudfront.edge.origin;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkiverse.cloudfront.edge.cache.ByteRange;
import io.quarkiverse.cloudfront.edge.cache.Validators;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Runs before the static handler of a {@link DirectoryServer} and lets through only requests for plain, visible files inside
 * the directory. It adds features that the static handler lacks: entity tags, ranges that count from the end, and
 * {@code If-Range}.
 */
record DirectoryGuard(Path root) implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        Optional<String> key = key(context.request().path());
        if (key.isEmpty()) {
            notFound(context);
            return;
        }
        context.vertx().executeBlocking(() -> find(key.get()), false).map(file -> {
            file.ifPresentOrElse(found -> serve(context, found), () -> notFound(context));
            return file;
        }).onFailure(context::fail);
    }

    static void notFound(RoutingContext context) {
        S3Error.noSuchKey(context.request().path().substring(1)).send(context.response(), 404);
    }

    private static void serve(RoutingContext context, StoredFile file) {
        MultiMap request = context.request().headers();
        HttpServerResponse response = context.response();
        response.putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.of(context, file.name()))
                .putHeader(HttpHeaders.ETAG, file.etag())
                .putHeader(HttpHeaders.LAST_MODIFIED, Validators.format(file.lastModified()));
        Validators validators = Validators.of(response.headers());
        if (validators.notModified(request)) {
            response.setStatusCode(304).end();
            return;
        }
        if (request.contains(HttpHeaderNames.RANGE)) {
            rewriteRange(request, validators, file.size());
        }
        context.next();
    }

    /** Rewrites the range, because the static handler supports neither {@code If-Range} nor ranges that count from the end. */
    private static void rewriteRange(MultiMap request, Validators validators, long size) {
        ByteRange range = ByteRange.parse(validators.rangeApplies(request) ? request.get(HttpHeaderNames.RANGE) : null, size);
        if (range instanceof ByteRange.Part part) {
            request.set(HttpHeaderNames.RANGE, "bytes=" + part.first() + "-" + part.last());
        } else if (range instanceof ByteRange.Unsatisfiable) {
            request.set(HttpHeaderNames.RANGE, "bytes=" + size + "-");
        } else {
            request.remove(HttpHeaderNames.RANGE);
        }
    }

    /** The path below the directory; empty if files with such a path must not be served. */
    private static Optional<String> key(String path) {
        String decoded;
        try {
            // URLDecoder would decode a plus sign to a space
            decoded = URLDecoder.decode(path.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean unsafe = Arrays.stream(decoded.split("/", -1))
                .anyMatch(segment -> segment.isEmpty() || segment.startsWith(".") || segment.indexOf('\\') >= 0);
        return unsafe ? Optional.empty() : Optional.of(decoded);
    }

    private Optional<StoredFile> find(String key) throws IOException {
        try {
            Path realRoot = root.toRealPath();
            // joined as text, because on Windows, resolve() treats C:a.txt as a separate path
            Path file = realRoot.getFileSystem().getPath(realRoot.toString(), key);
            Path real = file.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            // any other spelling would bypass the path patterns: a different case, or on Windows, trailing dots or short names
            String asked = file.toString(); // compared as text, because Windows ignores case when it compares paths
            boolean misspelt = !file.toRealPath(LinkOption.NOFOLLOW_LINKS).toString().equals(asked)
                    || !real.toString().equals(asked) && real.toString().equalsIgnoreCase(asked);
            if (!real.startsWith(realRoot) || !attributes.isRegularFile() || misspelt) {
                return Optional.empty();
            }
            return Optional.of(new StoredFile(key, attributes.size(), attributes.lastModifiedTime().toInstant()));
        } catch (FileSystemException | InvalidPathException e) {
            // the file does not exist or is not readable, or its name is not valid
            return Optional.empty();
        }
    }

    /** The properties of a file from which headers are derived. */
    private record StoredFile(String name, long size, Instant changed) {

        String etag() {
            return "\"" + Long.toHexString(changed.toEpochMilli()) + "-" + Long.toHexString(size) + "\"";
        }

        Instant lastModified() {
            return changed.truncatedTo(ChronoUnit.SECONDS);
        }
    }
}
