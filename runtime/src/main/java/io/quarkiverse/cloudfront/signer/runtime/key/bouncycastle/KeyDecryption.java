package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.util.Arrays;

import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Decrypts PKCS#8 keys with BouncyCastle's lightweight API. BouncyCastle's security provider takes most of a second to load,
 * and does not work in a native executable.
 */
final class KeyDecryption {

    private KeyDecryption() {
    }

    /**
     * @throws InvalidCipherTextException usually because of a wrong passphrase
     * @throws UnusableKeyException if the encryption is not supported
     */
    static byte[] decrypt(EncryptedPrivateKeyInfo key, char[] passphrase)
            throws InvalidCipherTextException, UnusableKeyException {
        AlgorithmIdentifier algorithm = key.getEncryptionAlgorithm();
        if (PKCSObjectIdentifiers.id_PBES2.equals(algorithm.getAlgorithm())) {
            return Pbes2.decrypt(PBES2Parameters.getInstance(algorithm.getParameters()), passphrase, key.getEncryptedData());
        }
        return PbeScheme.of(algorithm.getAlgorithm()).decrypt(PKCS12PBEParams.getInstance(algorithm.getParameters()),
                passphrase, key.getEncryptedData());
    }

    static byte[] cbc(BlockCipher engine, CipherParameters parameters, byte[] data) throws InvalidCipherTextException {
        PaddedBufferedBlockCipher cipher = new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine));
        cipher.init(false, parameters);
        byte[] result = new byte[cipher.getOutputSize(data.length)];
        int length = cipher.processBytes(data, 0, data.length, result, 0);
        return Arrays.copyOf(result, length + cipher.doFinal(result, length));
    }

    static UnusableKeyException unsupported(String algorithm) {
        return new UnusableKeyException("is encrypted with an algorithm that is not supported" + algorithm
                + "; encrypt the key with AES: openssl pkcs8 -topk8 -v2 aes-256-cbc -in private-key.pem");
    }
}
