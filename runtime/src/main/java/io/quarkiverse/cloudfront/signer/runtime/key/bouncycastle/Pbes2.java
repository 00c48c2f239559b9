package io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle;

import java.util.Map;
import java.util.function.Supplier;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.kisa.KISAObjectIdentifiers;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ntt.NTTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.SEEDEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * PBES2 of PKCS#5, with PBKDF2 or scrypt, which {@code openssl pkcs8 -v2} writes and which is OpenSSL's default.
 */
final class Pbes2 {

    private record Cipher(int keyBits, Supplier<BlockCipher> engine) {
    }

    private static final Map<ASN1ObjectIdentifier, Cipher> CIPHERS = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC, new Cipher(128, AESEngine::newInstance),
            NISTObjectIdentifiers.id_aes192_CBC, new Cipher(192, AESEngine::newInstance),
            NISTObjectIdentifiers.id_aes256_CBC, new Cipher(256, AESEngine::newInstance),
            NTTObjectIdentifiers.id_camellia128_cbc, new Cipher(128, CamelliaEngine::new),
            NTTObjectIdentifiers.id_camellia192_cbc, new Cipher(192, CamelliaEngine::new),
            NTTObjectIdentifiers.id_camellia256_cbc, new Cipher(256, CamelliaEngine::new),
            KISAObjectIdentifiers.id_seedCBC, new Cipher(128, SEEDEngine::new),
            PKCSObjectIdentifiers.des_EDE3_CBC, new Cipher(192, DESedeEngine::new),
            OIWObjectIdentifiers.desCBC, new Cipher(64, DESEngine::new));

    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> PSEUDO_RANDOM_FUNCTIONS = Map.ofEntries(
            Map.entry(PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new),
            Map.entry(PKCSObjectIdentifiers.id_hmacWithSHA224, SHA224Digest::new),
            Map.entry(PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new),
            Map.entry(PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384Digest::new),
            Map.entry(PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new),
            Map.entry(PKCSObjectIdentifiers.id_hmacWithSHA512_224, () -> new SHA512tDigest(224)),
            Map.entry(PKCSObjectIdentifiers.id_hmacWithSHA512_256, () -> new SHA512tDigest(256)),
            Map.entry(NISTObjectIdentifiers.id_hmacWithSHA3_224, () -> new SHA3Digest(224)),
            Map.entry(NISTObjectIdentifiers.id_hmacWithSHA3_256, () -> new SHA3Digest(256)),
            Map.entry(NISTObjectIdentifiers.id_hmacWithSHA3_384, () -> new SHA3Digest(384)),
            Map.entry(NISTObjectIdentifiers.id_hmacWithSHA3_512, () -> new SHA3Digest(512)));

    private Pbes2() {
    }

    static byte[] decrypt(PBES2Parameters parameters, char[] passphrase, byte[] data)
            throws InvalidCipherTextException, UnusableKeyException {
        Cipher cipher = supported(CIPHERS, parameters.getEncryptionScheme().getAlgorithm());
        KeyParameter key = deriveKey(parameters.getKeyDerivationFunc(),
                PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(passphrase), cipher.keyBits());
        byte[] initVector = ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters()).getOctets();
        return KeyDecryption.cbc(cipher.engine().get(), new ParametersWithIV(key, initVector), data);
    }

    private static KeyParameter deriveKey(KeyDerivationFunc function, byte[] password, int keyBits)
            throws UnusableKeyException {
        if (MiscObjectIdentifiers.id_scrypt.equals(function.getAlgorithm())) {
            ScryptParams scrypt = ScryptParams.getInstance(function.getParameters());
            return new KeyParameter(SCrypt.generate(password, scrypt.getSalt(), scrypt.getCostParameter().intValueExact(),
                    scrypt.getBlockSize().intValueExact(), scrypt.getParallelizationParameter().intValueExact(), keyBits / 8));
        } else if (!PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())) {
            throw KeyDecryption.unsupported(" (" + function.getAlgorithm() + ")");
        }
        PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(function.getParameters());
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(
                supported(PSEUDO_RANDOM_FUNCTIONS, pbkdf2.getPrf().getAlgorithm()).get());
        generator.init(password, pbkdf2.getSalt(), pbkdf2.getIterationCount().intValueExact());
        return (KeyParameter) generator.generateDerivedParameters(keyBits);
    }

    private static <T> T supported(Map<ASN1ObjectIdentifier, T> algorithms, ASN1ObjectIdentifier wanted)
            throws UnusableKeyException {
        T found = algorithms.get(wanted);
        if (found == null) {
            throw KeyDecryption.unsupported(" (" + wanted + ")");
        }
        return found;
    }
}
