package io.quarkiverse.cloudfront.cli.probe;

import java.net.Inet4Address;
import java.nio.ByteBuffer;

/** The IPv4 address that the distribution sees. */
record ViewerAddress(int bits) {

    static ViewerAddress of(Inet4Address address) {
        return new ViewerAddress(ByteBuffer.wrap(address.getAddress()).getInt());
    }

    String text() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    /** The address that differs in one bit. Bit 0 is the last. */
    String flipped(int bit) {
        return new ViewerAddress(bits ^ 1 << bit).text();
    }
}
