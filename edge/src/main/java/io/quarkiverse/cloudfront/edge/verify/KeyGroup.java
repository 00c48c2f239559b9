package io.quarkiverse.cloudfront.edge.verify;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.edge.verify.request.Printable;

/**
 * A trusted key group: the public keys whose signatures a cache behavior accepts.
 *
 * @param name the name, for explanations; empty if this is a set of known keys instead of a real group
 * @param keys the public keys by key pair ID: RSA 2048 or ECDSA P-256
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-trusted-signers.html">Specify
 *      signers that can create signed URLs and signed cookies</a>
 */
public record KeyGroup(String name, Map<String, PublicKey> keys) {

    /** The form of an ID. Its length is limited to less than that of any signature, because IDs are printed. */
    private static final Pattern KEY_PAIR_ID = Pattern.compile("[A-Za-z0-9]{1,40}");
    private static final BigInteger P256_ORDER = new BigInteger(
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /**
     * @throws IllegalArgumentException if a key pair ID does not consist of at most 40 letters and digits, or a key is neither
     *         RSA 2048 nor ECDSA P-256
     */
    public KeyGroup {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        keys.forEach(KeyGroup::check);
    }

    /** A key group with one key. */
    public static KeyGroup of(String name, String keyPairId, PublicKey key) {
        return new KeyGroup(name, Map.of(keyPairId, key));
    }

    static boolean isKeyPairId(String text) {
        return KEY_PAIR_ID.matcher(text).matches();
    }

    private static void check(String keyPairId, PublicKey key) {
        if (!isKeyPairId(keyPairId)) {
            throw new IllegalArgumentException(
                    "A key pair ID consists of at most 40 letters and digits: " + Printable.word(keyPairId));
        }
        boolean rsa2048 = key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() == 2048;
        boolean p256 = key instanceof ECPublicKey ec && ec.getParams().getOrder().equals(P256_ORDER);
        if (!rsa2048 && !p256) {
            throw new IllegalArgumentException(
                    "CloudFront only accepts RSA 2048 and ECDSA P-256 keys; " + keyPairId + " is neither");
        }
    }

    /**
     * Further knowledge about the keys and hosts. It leads to better reasons, but never to a different verdict.
     *
     * @param otherKeys public keys, by their key pair IDs, that are not in a trusted key group, such as a key that was removed
     * @param unseenKeys the IDs of keys that are in the trusted key group, but whose public key is not known
     * @param keysUnknown whether even the IDs of the keys in the trusted key group are not known
     * @param hosts the hosts for which URLs may have been signed
     */
    public record Background(Map<String, PublicKey> otherKeys, Set<String> unseenKeys, boolean keysUnknown, Set<String> hosts) {

        /** No further knowledge. */
        static final Background NONE = new Background(Map.of(), Set.of(), false, Set.of());
    }
}
