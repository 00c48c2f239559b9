package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Extracts the private key from PEM. Properties, environment variables, or secret stores may have changed the text. It may
 * contain literal {@code \n}, be all on one line, or be encoded as base64.
 */
public final class PemText {

    /** The byte order mark of UTF-8, with each byte as one character. */
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

    private static final String BEGIN = "-----BEGIN ";

    /** The first byte of DER. The base64 of DER therefore begins with M. */
    private static final byte DER_SEQUENCE = 0x30;

    private static final int SHORTEST_KEY = 32;
    private static final String NO_KEY = "is neither PEM nor DER nor base64 of either; set the private key as OpenSSL wrote it";

    private static final String CUT_OFF = "does not contain a complete private key in PEM, with its -----END line. It may be cut "
            + "off, or its line breaks may be missing: write \\n for them, or use the base64 of the file";

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /** The two headers that OpenSSL writes in its legacy encrypted form. */
    private static final Pattern LEGACY_HEADERS = Pattern.compile("Proc-Type:\\s*\\S+\\s+DEK-Info:\\s*(\\S+)\\s+(.*)",
            Pattern.DOTALL);

    /** A line with the key pair ID before the key. Because it is in the same text, key and ID are replaced together. */
    private static final Pattern KEY_PAIR_ID = Pattern.compile("(?m)^[ \\t#]*Key-Pair-Id:[ \\t]*(.*?)[ \\t]*$");

    private PemText() {
    }

    /**
     * The key pair ID in the text before a PEM block.
     */
    public static @Nullable String keyPairId(byte[] content) throws UnusableKeyException {
        if (content.length == 0 || content[0] == DER_SEQUENCE) {
            return null;
        }
        String text = text(content);
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            byte[] decoded = decode(text, NO_KEY);
            return isPem(decoded) ? keyPairId(decoded) : null;
        }
        Matcher line = KEY_PAIR_ID.matcher(text.substring(0, begin).replace("\\r", "").replace("\\n", "\n"));
        return line.find() ? line.group(1) : null;
    }

    /**
     * Whether a text contains a key, even if this key cannot be used.
     */
    public static boolean isKey(String text) {
        if (text.contains(BEGIN)) {
            return true;
        }
        try {
            byte[] decoded = decode(text, NO_KEY);
            return isPem(decoded) || decoded.length > SHORTEST_KEY && decoded[0] == DER_SEQUENCE;
        } catch (UnusableKeyException e) {
            return false;
        }
    }

    /**
     * Finds the private key. In PEM, this is the first private key, and a certificate, a public key, or EC parameters can
     * precede it.
     *
     * @param content the bytes of a file, or of a property's text
     */
    public static KeyDocument read(byte[] content) throws UnusableKeyException {
        String text = text(content);
        if (text.isEmpty()) {
            throw new UnusableKeyException("is empty; set the private key as OpenSSL wrote it");
        }
        if (text.contains(BEGIN)) {
            return firstKey(text.replace("\\r", "").replace("\\n", "\n"));
        }
        if (content[0] == DER_SEQUENCE) {
            return new KeyDocument("DER", content, null);
        }
        byte[] decoded = decode(text, NO_KEY);
        return isPem(decoded) ? read(decoded) : new KeyDocument("DER", decoded, null);
    }

    private static String text(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text).strip();
    }

    private static boolean isPem(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    private static byte[] decode(String base64, String refusal) throws UnusableKeyException {
        try {
            return Base64.getDecoder().decode(base64.replace("\\n", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new UnusableKeyException(refusal, e);
        }
    }

    private static KeyDocument firstKey(String text) throws UnusableKeyException {
        String found = CUT_OFF;
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String type = block.group(1);
            if (type.startsWith("OPENSSH")) {
                throw new UnusableKeyException("is a key in OpenSSH's own format; convert a copy of it with "
                        + "ssh-keygen -p -m PEM -f private-key.pem");
            } else if (type.endsWith("PRIVATE KEY")) {
                return key("BEGIN " + type, block.group(2).strip());
            } else if (type.endsWith("PUBLIC KEY")) {
                found = KeyRefusals.PUBLIC_KEY;
            } else if (type.endsWith("CERTIFICATE")) {
                found = KeyRefusals.CERTIFICATE;
            } else if (found.equals(CUT_OFF) && !type.endsWith("PARAMETERS")) {
                found = "does not contain a private key; set the one that belongs to the public key in CloudFront";
            }
        }
        throw new UnusableKeyException(found);
    }

    private static KeyDocument key(String form, String body) throws UnusableKeyException {
        if (!body.startsWith("Proc-Type:")) {
            return new KeyDocument(form, decode(body, KeyRefusals.UNREADABLE), null);
        }
        Matcher legacy = LEGACY_HEADERS.matcher(body);
        if (!legacy.matches()) {
            throw new UnusableKeyException("is an encrypted key whose header lines are joined. Write \\n for the line "
                    + "breaks, or use the base64 of the file");
        }
        return new KeyDocument(form + ", Proc-Type", decode(legacy.group(2), KeyRefusals.UNREADABLE), legacy.group(1));
    }
}
