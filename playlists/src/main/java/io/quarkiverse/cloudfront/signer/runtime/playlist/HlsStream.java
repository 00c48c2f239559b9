package io.quarkiverse.cloudfront.signer.runtime.playlist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.quarkiverse.cloudfront.signer.runtime.playlist.hls.HlsWork;
import io.quarkiverse.cloudfront.signer.runtime.playlist.uri.GrantedUris;

/**
 * Rewrites the lines of an HLS playlist as soon as they are complete, so that only a few kilobytes are held in memory.
 */
final class HlsStream extends RewritingStream implements HlsOutput {

    private static final int BLOCK = 8192;

    private final HlsLines lines;
    private final OutputStream rewritten;
    /** The beginning of a line whose end has not been written yet. */
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BLOCK];
    private int buffered;

    HlsStream(GrantedUris uris, OutputStream rewritten) {
        this.lines = new HlsLines(uris, this);
        this.rewritten = rewritten;
    }

    @Override
    protected void take(byte[] octets, int from, int count) throws IOException {
        int end = from + count;
        for (int block = from; block < end; block += BLOCK) {
            takeBlock(octets, block, Math.min(end, block + BLOCK));
        }
        writeBuffer();
    }

    private void takeBlock(byte[] octets, int from, int to) throws IOException {
        int complete = to;
        while (complete > from && octets[complete - 1] != '\n' && octets[complete - 1] != '\r') {
            complete--;
        }
        if (complete > from && open.size() == 0) {
            lines.rewrite(HlsOutput.text(octets, from, complete - from));
        } else if (complete > from) {
            open.write(octets, from, complete - from);
            rewriteOpen();
        }
        open.write(octets, complete, to - complete);
        HlsWork.checkLine(open.size());
    }

    private void rewriteOpen() throws IOException {
        byte[] octets = open.toByteArray();
        open.reset();
        lines.rewrite(HlsOutput.text(octets, 0, octets.length));
    }

    @Override
    public void add(String text, int from, int to) throws IOException {
        int at = from;
        while (at < to) {
            int next = Math.min(to, at + buffer.length - buffered);
            buffered += HlsOutput.copy(text, at, next, buffer, buffered);
            at = next;
            if (buffered == buffer.length) {
                writeBuffer();
            }
        }
    }

    private void writeBuffer() throws IOException {
        if (buffered > 0) {
            rewritten.write(buffer, 0, buffered);
            buffered = 0;
        }
    }

    @Override
    protected void end() throws IOException {
        rewriteOpen();
        lines.end();
        writeBuffer();
    }

    @Override
    public void flush() throws IOException {
        rewritten.flush();
    }
}
