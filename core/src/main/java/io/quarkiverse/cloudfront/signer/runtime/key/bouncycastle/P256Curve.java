package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.io.IOException;
import java.math.BigInteger;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * Computes with P-256 and BouncyCastle. This class is only loaded for the first signature, because the many classes of
 * BouncyCastle's curves would slow down the start of the application.
 */
final class P256Curve {

    /** The curve with its own arithmetic, which is twice as fast as the generic arithmetic. */
    private static final ECDomainParameters P256 = new ECDomainParameters(
            CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));

    private P256Curve() {
    }

    static boolean has(ECPrivateKeyParameters key) {
        return P256.equals(key.getParameters());
    }

    /**
     * Makes a deterministic signature (RFC 6979) in DER.
     *
     * @param number the private key
     */
    static byte[] sign(BigInteger number, byte[] message) throws IOException {
        SHA256Digest digest = new SHA256Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);

        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(number, P256));
        BigInteger[] rs = signer.generateSignature(hash);
        return StandardDSAEncoding.INSTANCE.encode(P256.getN(), rs[0], rs[1]);
    }
}
