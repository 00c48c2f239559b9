package io.quarkiverse.cloudfront.signer.runtime.key;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Objects;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastle;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyRefusals;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.RsaNumbers;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Creates signing keys from configured private keys.
 */
public final class LocalKeys {

    private static final Logger LOG = Logger.getLogger(LocalKeys.class);

    /** The only RSA size that CloudFront accepts, in bits. */
    private static final int RSA_BITS = 2048;

    private LocalKeys() {
    }

    /**
     * Parses a private key.
     *
     * @param keyPairId the ID of the public key in CloudFront
     * @param content PEM, DER, or base64 of either
     * @param passphrase the passphrase of an encrypted key
     * @param hash the configured hash algorithm
     * @param crypto the crypto library that signs with the key
     * @throws UnusableKeyException if the key cannot be read, or if CloudFront could not verify its signatures
     */
    public static LocalKey load(String keyPairId, byte[] content, char @Nullable [] passphrase, HashAlgorithm hash,
            SigningCrypto crypto) throws UnusableKeyException {
        Pkcs8Key key = crypto.read(PemText.read(content), passphrase);
        return key.rsa() != null
                ? rsa(keyPairId, key.rsa(), hash == HashAlgorithm.SHA1 ? Algorithm.RSA_SHA1 : Algorithm.RSA_SHA256, crypto)
                : ec(keyPairId, Objects.requireNonNull(key.p256()), hash, crypto);
    }

    private static LocalKey rsa(String keyPairId, RSAPrivateCrtKey key, Algorithm algorithm, SigningCrypto crypto)
            throws UnusableKeyException {
        int bits = key.getModulus().bitLength();
        if (bits != RSA_BITS) {
            throw new UnusableKeyException("is an RSA key of %s bits, but CloudFront requires 2048; create a new key: %s"
                    .formatted(bits, KeyRefusals.NEW_RSA_KEY));
        }
        try {
            RsaNumbers.check(key);
            PublicKey publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
            return JcaKey.of(keyPairId, algorithm, key, () -> publicKey, crypto.provider());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableKeyException("cannot sign with " + algorithm + (algorithm == Algorithm.RSA_SHA1
                    ? "; this platform may forbid SHA-1 signatures: set hash-algorithm to SHA256"
                    : "; the key may be damaged, or this platform may forbid such signatures"), e);
        }
    }

    private static LocalKey ec(String keyPairId, BigInteger number, HashAlgorithm hash, SigningCrypto crypto)
            throws UnusableKeyException {
        if (hash == HashAlgorithm.SHA1) {
            throw new UnusableKeyException(
                    "is an EC key, and SHA-1 is only supported for RSA keys; set hash-algorithm to SHA256");
        }
        BouncyCastle bouncyCastle = crypto.deterministicP256();
        if (bouncyCastle != null) {
            return new EcKey(keyPairId, number, bouncyCastle);
        }
        if (crypto.lacksDeterministicP256()) {
            LOG.warnf("Key pair %s signs with P-256 without BouncyCastle, so each signature is different: replicas return "
                    + "different URLs for equal requests, and browsers cache less. For equal URLs, %s, or use an RSA key. If "
                    + "this is intended in a Quarkus application, set crypto-provider to jdk or accp", keyPairId,
                    KeyRefusals.ADD_BOUNCY_CASTLE);
        }
        try {
            return JcaKey.of(keyPairId, Algorithm.ECDSA_SHA256, P256.privateKey(number), () -> P256.publicKey(number),
                    crypto.provider());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableKeyException("cannot make " + Algorithm.ECDSA_SHA256
                    + " signatures with the configured provider; set crypto-provider to auto", e);
        }
    }
}
