package io.quarkiverse.cloudfront.signer.runtime.url;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A host at which viewers reach a distribution. The same rules apply to the host of the signer's URL and to further hosts.
 *
 * @param name a domain name, or an IP address, which only a stand-in for CloudFront can have
 * @param port the port; null for the default port of the scheme
 */
public record DistributionHost(String name, @Nullable String port) {

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** Browsers read a name whose last label is a number as an address. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)(?:" + LABEL + "\\.)*(?!\\d+$)" + LABEL);

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");

    private static final Pattern PORT = Pattern.compile("[1-9]\\d{0,4}");
    private static final int LAST_PORT = 65535;

    /** The domain of AWS services, to which no distribution can belong. */
    private static final Pattern AWS_SERVICE = Pattern.compile("(?:.*\\.)?amazonaws\\.com(?:\\.cn)?");

    /**
     * @param authority the authority of a URL, without user info
     */
    public static DistributionHost of(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']')
                ? new DistributionHost(authority.substring(0, colon).toLowerCase(Locale.ROOT), authority.substring(colon + 1))
                : new DistributionHost(authority.toLowerCase(Locale.ROOT), null);
    }

    /**
     * Whether a text is a domain name, and not an IP address.
     */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * The reason why no viewer can reach a distribution at this host, in words that follow the name of a property.
     *
     * @param defaultPort the default port of the scheme
     * @return null if a viewer may be able to reach a distribution
     */
    @Nullable
    String mistake(int defaultPort) {
        InetAddress address = address();
        if (address == null && !isName(name)) {
            return "has a host that is not a DNS name: a name consists of labels such as media, which have up to 63 letters, "
                    + "digits, and inner hyphens. Correct the host";
        }
        if (port != null && (!PORT.matcher(port).matches() || Integer.parseInt(port) > LAST_PORT)) {
            return "has an invalid port. Use a number from 1 to 65535, without leading zeros";
        }
        if (port != null && Integer.parseInt(port) == defaultPort) {
            return "contains the default port of the scheme, which browsers leave out, so signatures would not match. Remove "
                    + "the port";
        }
        if (AWS_SERVICE.matcher(name).matches()) {
            return "has the host of an AWS service, such as S3, which does not accept CloudFront's signatures. "
                    + "Use the host of the distribution";
        }
        return address != null && isPublic(address)
                ? "has a public IP address, at which distributions do not answer. "
                        + "Use the domain name of the distribution"
                : null;
    }

    /**
     * Whether only a stand-in for CloudFront on another machine can use this host. Distributions have domain names of several
     * labels and use the default ports.
     */
    public boolean isUnlikely() {
        return !isLoopback() && (port != null || name.indexOf('.') < 0 || !isName(name));
    }

    /**
     * Whether the host is this machine, for which browsers do not require HTTPS.
     */
    public boolean isLoopback() {
        InetAddress address = address();
        return address == null ? name.equals("localhost") || name.endsWith(".localhost") : address.isLoopbackAddress();
    }

    /** The IP address, if the host is one. This does not query DNS, because only literal addresses are resolved. */
    private @Nullable InetAddress address() {
        if (!name.startsWith("[") && !IPV4.matcher(name).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(name);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isPublic(InetAddress address) {
        boolean uniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
        return !uniqueLocal && !address.isLoopbackAddress() && !address.isSiteLocalAddress() && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress();
    }
}
