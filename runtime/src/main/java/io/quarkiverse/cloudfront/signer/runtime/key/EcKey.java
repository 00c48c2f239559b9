package io.quarkiverse.cloudfront.signer.runtime.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * A P-256 key. Its signatures are deterministic as RFC 6979 has it, so that equal policies get equal signatures on every
 * replica, which the JDK's own ECDSA and that of other providers do not do.
 */
final class EcKey implements LocalKey {

    private final String keyPairId;
    private final ECPrivateKeyParameters key;
    private final PublicKey publicKey;

    EcKey(String keyPairId, ECPrivateKeyParameters key) throws GeneralSecurityException, IOException {
        this.keyPairId = keyPairId;
        this.key = key;
        this.publicKey = PublicKeys.p256(key);
    }

    @Override
    public String keyPairId() {
        return keyPairId;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ECDSA_SHA256;
    }

    @Override
    public byte[] signNow(byte[] policy) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(policy, 0, policy.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);

        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] rs = signer.generateSignature(hash);
        try {
            return StandardDSAEncoding.INSTANCE.encode(key.getParameters().getN(), rs[0], rs[1]);
        } catch (IOException e) {
            throw new CloudFrontSignerException("The EC key of key pair " + keyPairId + " cannot sign", e);
        }
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return algorithm() + " key of key pair " + keyPairId;
    }
}
