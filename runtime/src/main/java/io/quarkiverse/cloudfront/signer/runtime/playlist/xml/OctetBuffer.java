package io.quarkiverse.cloudfront.signer.runtime.playlist.xml;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A buffer for the XML writer, which writes octet by octet: the JDK's own streams would lock for each of them, which takes most
 * of the time that a manifest does. Not thread-safe.
 */
final class OctetBuffer extends OutputStream {

    private final OutputStream target;
    private final byte[] octets = new byte[8192];
    private int length;

    OctetBuffer(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int octet) throws IOException {
        if (length == octets.length) {
            pass();
        }
        octets[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] source, int from, int count) throws IOException {
        if (count > octets.length - length) {
            pass();
        }
        if (count > octets.length) {
            target.write(source, from, count);
        } else {
            System.arraycopy(source, from, octets, length, count);
            length += count;
        }
    }

    private void pass() throws IOException {
        target.write(octets, 0, length);
        length = 0;
    }

    @Override
    public void flush() throws IOException {
        pass();
        target.flush();
    }
}
