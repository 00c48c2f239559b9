package io.quarkiverse.cloudfront.signer.runtime.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
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

    /**
     * Loaded with the first signature, as an application's start would wait for the many classes that BouncyCastle's curves
     * are.
     */
    private static final class Curve {

        /** With arithmetic that is made for this curve: twice as fast as that for curves in general. */
        private static final ECDomainParameters P256 = new ECDomainParameters(
                CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));
    }

    private final String keyPairId;
    private final BigInteger number;

    /**
     * @param number from 1 to the order of the curve, exclusive
     */
    EcKey(String keyPairId, BigInteger number) {
        this.keyPairId = keyPairId;
        this.number = number;
    }

    static boolean isOnCurve(ECPrivateKeyParameters key) {
        return Curve.P256.equals(key.getParameters());
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
        signer.init(true, new ECPrivateKeyParameters(number, Curve.P256));
        BigInteger[] rs = signer.generateSignature(hash);
        try {
            return StandardDSAEncoding.INSTANCE.encode(Curve.P256.getN(), rs[0], rs[1]);
        } catch (IOException e) {
            throw new CloudFrontSignerException("The EC key of key pair " + keyPairId + " cannot sign", e);
        }
    }

    @Override
    public PublicKey publicKey() {
        byte[] point = Curve.P256.getG().multiply(number).normalize().getEncoded(false);
        return PublicKeys.p256(point);
    }

    @Override
    public String toString() {
        return algorithm() + " key of key pair " + keyPairId;
    }
}
