package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import static org.bouncycastle.crypto.PBEParametersGenerator.PKCS12PasswordToBytes;
import static org.bouncycastle.crypto.PBEParametersGenerator.PKCS5PasswordToUTF8Bytes;

import java.util.function.Supplier;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * The older schemes of password-based encryption, which {@code openssl pkcs8 -v1} writes: PBES1 of PKCS#5, and those of
 * PKCS#12. The identifier of a scheme determines the key derivation, the cipher, and the length of the key.
 */
enum PbeScheme {

    MD5_DES(PKCSObjectIdentifiers.pbeWithMD5AndDES_CBC, 64, DESEngine::new),
    MD5_RC2(PKCSObjectIdentifiers.pbeWithMD5AndRC2_CBC, 64, RC2Engine::new),
    SHA1_DES(PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC, 64, DESEngine::new),
    SHA1_RC2(PKCSObjectIdentifiers.pbeWithSHA1AndRC2_CBC, 64, RC2Engine::new),
    PKCS12_RC4_128(PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC4, 128, null),
    PKCS12_RC4_40(PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC4, 40, null),
    PKCS12_3DES(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, 192, DESedeEngine::new),
    PKCS12_2DES(PKCSObjectIdentifiers.pbeWithSHAAnd2_KeyTripleDES_CBC, 128, DESedeEngine::new),
    PKCS12_RC2_128(PKCSObjectIdentifiers.pbeWithSHAAnd128BitRC2_CBC, 128, RC2Engine::new),
    PKCS12_RC2_40(PKCSObjectIdentifiers.pbeWithSHAAnd40BitRC2_CBC, 40, RC2Engine::new);

    private static final int BLOCK_BITS = 64;

    private final ASN1ObjectIdentifier identifier;
    private final int keyBits;
    /** Null for RC4, which is a stream cipher. */
    private final @Nullable Supplier<BlockCipher> cipher;

    PbeScheme(ASN1ObjectIdentifier identifier, int keyBits, @Nullable Supplier<BlockCipher> cipher) {
        this.identifier = identifier;
        this.keyBits = keyBits;
        this.cipher = cipher;
    }

    static PbeScheme of(ASN1ObjectIdentifier identifier) throws UnusableKeyException {
        for (PbeScheme scheme : values()) {
            if (scheme.identifier.equals(identifier)) {
                return scheme;
            }
        }
        throw KeyDecryption.unsupported(" (" + identifier + ")");
    }

    /**
     * @param parameters salt and iterations, which are the same structure in PKCS#5 and PKCS#12
     */
    byte[] decrypt(PKCS12PBEParams parameters, char[] passphrase, byte[] data) throws InvalidCipherTextException {
        PBEParametersGenerator generator;
        byte[] password;
        if (identifier.on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
            generator = new PKCS12ParametersGenerator(new SHA1Digest());
            password = PKCS12PasswordToBytes(passphrase);
        } else {
            boolean md5 = this == MD5_DES || this == MD5_RC2;
            generator = new PKCS5S1ParametersGenerator(md5 ? new MD5Digest() : new SHA1Digest());
            password = PKCS5PasswordToUTF8Bytes(passphrase);
        }
        generator.init(password, parameters.getIV(), parameters.getIterations().intValueExact());
        if (cipher == null) {
            return rc4(generator, data);
        }
        return KeyDecryption.cbc(cipher.get(), generator.generateDerivedParameters(keyBits, BLOCK_BITS), data);
    }

    private byte[] rc4(PBEParametersGenerator generator, byte[] data) {
        RC4Engine engine = new RC4Engine();
        engine.init(false, generator.generateDerivedParameters(keyBits));
        byte[] result = new byte[data.length];
        engine.processBytes(data, 0, data.length, result, 0);
        return result;
    }
}
