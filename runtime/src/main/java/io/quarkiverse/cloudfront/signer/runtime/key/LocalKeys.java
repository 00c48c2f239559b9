package io.quarkiverse.cloudfront.signer.runtime.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

import io.quarkiverse.cloudfront.signer.PolicySigner.Algorithm;

/**
 * Makes signing keys of what a configuration holds.
 */
public final class LocalKeys {

    /** The one RSA size that CloudFront takes, in bits. */
    private static final int RSA_BITS = 2048;

    private static final String NEW_RSA_KEY = "openssl genrsa -out private-key.pem 2048";

    private static final String INVALID_EC = "is no valid EC key";

    /** The curve whose arithmetic is made for it: twice as fast as that for curves in general. */
    private static final ECDomainParameters P256 = new ECDomainParameters(
            CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1));

    /** Other keys that OpenSSL makes, by the names that it has for them. */
    private static final Map<ASN1ObjectIdentifier, String> OTHER_ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.id_RSASSA_PSS, "RSA-PSS",
            X9ObjectIdentifiers.id_dsa, "DSA",
            EdECObjectIdentifiers.id_Ed25519, "Ed25519",
            EdECObjectIdentifiers.id_Ed448, "Ed448",
            EdECObjectIdentifiers.id_X25519, "X25519");

    private LocalKeys() {
    }

    /**
     * @param keyPairId the ID of the public key in CloudFront
     * @param content PEM, DER, or base64 of either
     * @param passphrase of an encrypted key, else null
     * @param hash the hash that the configuration asks for
     * @param crypto what signs with the key
     * @throws UnusableKeyException if CloudFront could not verify what this key signs, or the key cannot be read
     */
    public static LocalKey load(String keyPairId, byte[] content, char[] passphrase, HashAlgorithm hash,
            SigningCrypto crypto) throws UnusableKeyException {
        PrivateKeyInfo key = PrivateKeyParser.parse(content, passphrase);
        ASN1ObjectIdentifier algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
        if (PKCSObjectIdentifiers.rsaEncryption.equals(algorithm)) {
            return rsa(keyPairId, key, hash == HashAlgorithm.SHA1 ? Algorithm.RSA_SHA1 : Algorithm.RSA_SHA256, crypto);
        } else if (X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm)) {
            return ec(keyPairId, key, hash, crypto);
        }
        throw new UnusableKeyException("is a key of algorithm %s; CloudFront takes RSA 2048 and ECDSA P-256: %s"
                .formatted(OTHER_ALGORITHMS.getOrDefault(algorithm, algorithm.getId()), NEW_RSA_KEY));
    }

    private static LocalKey rsa(String keyPairId, PrivateKeyInfo info, Algorithm algorithm, SigningCrypto crypto)
            throws UnusableKeyException {
        RSAPrivateCrtKey key;
        try {
            key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException | ClassCastException e) {
            throw new UnusableKeyException("is no valid RSA key", e);
        }
        int bits = key.getModulus().bitLength();
        if (bits != RSA_BITS) {
            throw new UnusableKeyException("is an RSA key of %d bits; CloudFront takes 2048: %s".formatted(bits, NEW_RSA_KEY));
        }
        try {
            return new JcaKey(keyPairId, algorithm, key, PublicKeys.rsa(key.getModulus(), key.getPublicExponent()),
                    crypto.rsa());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new UnusableKeyException("cannot sign with " + algorithm + (algorithm == Algorithm.RSA_SHA1
                    ? "; this platform may forbid SHA-1 signatures: set hash-algorithm to SHA256"
                    : "; the key may be damaged, or this platform forbids such signatures"), e);
        }
    }

    private static LocalKey ec(String keyPairId, PrivateKeyInfo info, HashAlgorithm hash, SigningCrypto crypto)
            throws UnusableKeyException {
        if (hash == HashAlgorithm.SHA1) {
            throw new UnusableKeyException(
                    "is an EC key, which CloudFront verifies with SHA-256 only; set hash-algorithm to SHA256");
        }
        ECPrivateKeyParameters key;
        try {
            key = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(info);
        } catch (IOException | RuntimeException e) {
            throw new UnusableKeyException(INVALID_EC, e);
        }
        if (!P256.equals(key.getParameters())) {
            throw new UnusableKeyException("is an EC key of another curve; CloudFront takes P-256: "
                    + "openssl ecparam -name prime256v1 -genkey -noout -out private-key.pem");
        }
        try {
            EcKey deterministic = new EcKey(keyPairId, new ECPrivateKeyParameters(key.getD(), P256));
            Provider provider = crypto.ec();
            return provider == null ? deterministic : ec(deterministic, key.getD(), provider);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new UnusableKeyException(INVALID_EC, e);
        }
    }

    private static LocalKey ec(EcKey key, BigInteger d, Provider provider) throws GeneralSecurityException {
        ECParameterSpec curve = ((ECPublicKey) key.publicKey()).getParams();
        PrivateKey jcaKey = KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(d, curve));
        return new JcaKey(key.keyPairId(), key.algorithm(), jcaKey, key.publicKey(), provider);
    }
}
