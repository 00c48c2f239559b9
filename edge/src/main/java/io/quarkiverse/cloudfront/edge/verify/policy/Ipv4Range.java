package io.quarkiverse.cloudfront.edge.verify.policy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address or CIDR block. CloudFront's {@code IpAddress} condition does not support IPv6.
 *
 * @param network the block's address, with its host bits cleared
 * @param prefixLength the number of leading bits of an address that must equal those of the network, 0 to 32
 */
public record Ipv4Range(int network, int prefixLength) {

    private static final Pattern ADDRESS = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern PREFIX_LENGTH = Pattern.compile("0|[1-9]\\d?");

    public Ipv4Range {
        network &= mask(prefixLength);
    }

    /** Reads {@code a.b.c.d} or {@code a.b.c.d/n}; empty if the text is neither. */
    static Optional<Ipv4Range> parse(String text) {
        int slash = text.indexOf('/');
        OptionalInt address = address(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "32" : text.substring(slash + 1);
        if (address.isEmpty() || !PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > 32) {
            return Optional.empty();
        }
        return Optional.of(new Ipv4Range(address.getAsInt(), Integer.parseInt(length)));
    }

    boolean contains(int address) {
        return (address & mask(prefixLength)) == network;
    }

    /** The address as 32 bits; empty if the text is not a dotted IPv4 address. */
    static OptionalInt address(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int address = 0;
        for (int group = 1; group <= 4; group++) {
            String part = matcher.group(group);
            int value = Integer.parseInt(part);
            // some parsers read a leading zero as octal, so such an address would be ambiguous
            if (value > 255 || part.length() > 1 && part.charAt(0) == '0') {
                return OptionalInt.empty();
            }
            address = address << 8 | value;
        }
        return OptionalInt.of(address);
    }

    @Override
    public String toString() {
        return (network >>> 24) + "." + (network >>> 16 & 255) + "." + (network >>> 8 & 255) + "." + (network & 255)
                + "/" + prefixLength;
    }

    // Java shifts an int by its distance modulo 32, so /0 needs its own case
    private static int mask(int prefixLength) {
        return prefixLength == 0 ? 0 : -1 << 32 - prefixLength;
    }
}
