package io.quarkiverse.cloudfront.edge.cache;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Forwards a stream and records a copy, unless the copy would become too large. */
public final class RecordingStream implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private final int maxBytes;
    private @Nullable Buffer copy = Buffer.buffer();

    public RecordingStream(ReadStream<Buffer> source, int maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /** The copy; empty if it was too large. */
    public Optional<Buffer> recorded() {
        return Optional.ofNullable(copy);
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        source.handler(handler == null ? null : piece -> {
            copy = copy == null || copy.length() + piece.length() > maxBytes ? null : copy.appendBuffer(piece);
            handler.handle(piece);
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
