package io.quarkiverse.cloudfront.signer.runtime.key.parse;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * What BouncyCastle computes on P-256. It is not touched before the first signature: an application's start would wait for the
 * many classes that its curves are.
 */
public final class P256Curve {

    /** With arithmetic that is made for this curve: twice as fast as that for curves in general. */
    private static final ECDomainParameters P256 = new ECDomainParameters(
            CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));

    private P256Curve() {
    }

    static boolean has(ECPrivateKeyParameters key) {
        return P256.equals(key.getParameters());
    }

    /**
     * A deterministic signature, as RFC 6979 has it, in DER.
     *
     * @param number the private key
     */
    public static byte[] sign(BigInteger number, byte[] message) throws IOException {
        SHA256Digest digest = new SHA256Digest();
        digest.update(message, 0, message.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);

        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(number, P256));
        BigInteger[] rs = signer.generateSignature(hash);
        return StandardDSAEncoding.INSTANCE.encode(P256.getN(), rs[0], rs[1]);
    }

    /**
     * The public key of a private one, by the curve's name even where the private key's file spells the curve out.
     */
    public static PublicKey publicKey(BigInteger number) {
        byte[] point = P256.getG().multiply(number).normalize().getEncoded(false);
        try {
            return PublicKeys.of(new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1), point));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }
}
