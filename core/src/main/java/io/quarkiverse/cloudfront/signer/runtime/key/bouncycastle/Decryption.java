package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import static org.bouncycastle.crypto.PBEParametersGenerator.PKCS12PasswordToBytes;
import static org.bouncycastle.crypto.PBEParametersGenerator.PKCS5PasswordToUTF8Bytes;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.KeyRefusals;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Decrypts keys with BouncyCastle's lightweight API, because BouncyCastle's security provider takes most of a second to load
 * and does not work in a native executable.
 */
final class Decryption {

    private record Cipher(int keyBits, Supplier<BlockCipher> engine) {
    }

    private static final Cipher AES_128 = new Cipher(128, AESEngine::newInstance);
    private static final Cipher AES_192 = new Cipher(192, AESEngine::newInstance);
    private static final Cipher AES_256 = new Cipher(256, AESEngine::newInstance);
    private static final Cipher TRIPLE_DES = new Cipher(192, DESedeEngine::new);

    /** The ciphers by their identifiers in PKCS#8, and by their names in OpenSSL's legacy header. */
    private static final Map<String, Cipher> CIPHERS = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC.getId(), AES_128, "AES-128-CBC", AES_128,
            NISTObjectIdentifiers.id_aes192_CBC.getId(), AES_192, "AES-192-CBC", AES_192,
            NISTObjectIdentifiers.id_aes256_CBC.getId(), AES_256, "AES-256-CBC", AES_256,
            PKCSObjectIdentifiers.des_EDE3_CBC.getId(), TRIPLE_DES, "DES-EDE3-CBC", TRIPLE_DES);

    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> PSEUDO_RANDOM_FUNCTIONS = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA224, SHA224Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new);

    private static final ASN1ObjectIdentifier SCRYPT = new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");

    private static final int LEGACY_SALT_BYTES = 8;

    private Decryption() {
    }

    /**
     * Decrypts PKCS#8. The scheme is PBES2 of PKCS#5 with scrypt or PBKDF2, which is OpenSSL's default, or 3DES of PKCS#12,
     * which Java and older versions of OpenSSL write.
     */
    static byte[] pkcs8(EncryptedPrivateKeyInfo key, char[] passphrase) throws UnusableKeyException {
        AlgorithmIdentifier scheme = key.getEncryptionAlgorithm();
        if (PKCSObjectIdentifiers.id_PBES2.equals(scheme.getAlgorithm())) {
            return pbes2(PBES2Parameters.getInstance(scheme.getParameters()), passphrase, key.getEncryptedData());
        } else if (!PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC.equals(scheme.getAlgorithm())) {
            throw unsupported(scheme.getAlgorithm());
        }
        PKCS12PBEParams parameters = PKCS12PBEParams.getInstance(scheme.getParameters());
        PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
        generator.init(PKCS12PasswordToBytes(passphrase), parameters.getIV(), parameters.getIterations().intValueExact());
        return cbc(TRIPLE_DES, generator.generateDerivedParameters(TRIPLE_DES.keyBits(), Long.SIZE), key.getEncryptedData());
    }

    private static byte[] pbes2(PBES2Parameters parameters, char[] passphrase, byte[] data) throws UnusableKeyException {
        EncryptionScheme encryption = parameters.getEncryptionScheme();
        Cipher cipher = CIPHERS.get(encryption.getAlgorithm().getId());
        if (cipher == null) {
            throw unsupported(encryption.getAlgorithm());
        }
        KeyParameter key = deriveKey(parameters.getKeyDerivationFunc(), PKCS5PasswordToUTF8Bytes(passphrase), cipher.keyBits());
        byte[] initVector = ASN1OctetString.getInstance(encryption.getParameters()).getOctets();
        return cbc(cipher, new ParametersWithIV(key, initVector), data);
    }

    private static KeyParameter deriveKey(KeyDerivationFunc function, byte[] password, int keyBits)
            throws UnusableKeyException {
        if (SCRYPT.equals(function.getAlgorithm())) {
            ASN1Sequence scrypt = ASN1Sequence.getInstance(function.getParameters());
            return new KeyParameter(SCrypt.generate(password, ASN1OctetString.getInstance(scrypt.getObjectAt(0)).getOctets(),
                    number(scrypt, 1), number(scrypt, 2), number(scrypt, 3), keyBits / Byte.SIZE));
        } else if (!PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())) {
            throw unsupported(function.getAlgorithm());
        }
        PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(function.getParameters());
        Supplier<Digest> digest = PSEUDO_RANDOM_FUNCTIONS.get(pbkdf2.getPrf().getAlgorithm());
        if (digest == null) {
            throw unsupported(pbkdf2.getPrf().getAlgorithm());
        }
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest.get());
        generator.init(password, pbkdf2.getSalt(), pbkdf2.getIterationCount().intValueExact());
        return (KeyParameter) generator.generateDerivedParameters(keyBits);
    }

    private static int number(ASN1Sequence sequence, int index) {
        return ASN1Integer.getInstance(sequence.getObjectAt(index)).intValueExact();
    }

    /**
     * Decrypts the form that OpenSSL writes with {@code -traditional}, and that it always wrote before version 1.
     *
     * @param dekInfo the cipher and the initialization vector, which is also the salt
     */
    static byte[] legacy(String dekInfo, byte[] data, char[] passphrase) throws UnusableKeyException {
        String[] parts = dekInfo.split(",");
        Cipher cipher = CIPHERS.get(parts[0]);
        if (cipher == null) {
            throw KeyRefusals.unsupportedEncryption("");
        }
        byte[] initVector = HexFormat.of().parseHex(parts[1]);
        OpenSSLPBEParametersGenerator generator = new OpenSSLPBEParametersGenerator();
        generator.init(PKCS5PasswordToUTF8Bytes(passphrase), Arrays.copyOf(initVector, LEGACY_SALT_BYTES));
        return cbc(cipher, new ParametersWithIV(generator.generateDerivedParameters(cipher.keyBits()), initVector), data);
    }

    private static byte[] cbc(Cipher cipher, CipherParameters parameters, byte[] data) throws UnusableKeyException {
        PaddedBufferedBlockCipher decryption = new PaddedBufferedBlockCipher(
                CBCBlockCipher.newInstance(cipher.engine().get()));
        decryption.init(false, parameters);
        byte[] result = new byte[decryption.getOutputSize(data.length)];
        int length = decryption.processBytes(data, 0, data.length, result, 0);
        try {
            return Arrays.copyOf(result, length + decryption.doFinal(result, length));
        } catch (InvalidCipherTextException e) {
            throw KeyRefusals.wrongPassphrase(e);
        }
    }

    private static UnusableKeyException unsupported(ASN1ObjectIdentifier algorithm) {
        return KeyRefusals.unsupportedEncryption(" (" + algorithm + ")");
    }
}
