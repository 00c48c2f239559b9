package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import io.quarkiverse.cloudfront.signer.runtime.url.Failure;

/**
 * Limits how much the parser reads for one event, because it holds a comment, or an element with its attributes, in memory.
 */
public final class XmlSource extends FilterInputStream {

    /** The limit, which includes what the parser reads in advance. */
    private static final int LONGEST_EVENT = 1 << 20;

    private long read;

    public XmlSource(InputStream source) {
        super(source);
    }

    /**
     * Must be called before each event.
     */
    public void beginEvent() {
        read = 0;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] octets, int from, int length) throws IOException {
        int count = super.read(octets, from, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int octets) {
        read += octets;
        if (read > LONGEST_EVENT) {
            throw Failure.ofPlaylist("the DASH manifest has an element or a comment of more than " + LONGEST_EVENT + " bytes");
        }
    }
}
