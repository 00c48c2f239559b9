package io.quarkiverse.cloudfront.signer.benchmarks.micro;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * Only makes the signature of a canned policy.
 */
final class BareSigner {

    private final KeyKind kind;
    private final PrivateKey key;
    private final byte[] policy = ("{\"Statement\":[{\"Resource\":\"" + Urls.url(1)
            + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1798761600}}}]}").getBytes(StandardCharsets.UTF_8);

    BareSigner(KeyKind kind, PrivateKey key) {
        this.kind = kind;
        this.key = key;
    }

    byte[] sign() throws GeneralSecurityException {
        Signature signature = Signature.getInstance(kind.signature());
        signature.initSign(key);
        signature.update(policy);
        return signature.sign();
    }
}
