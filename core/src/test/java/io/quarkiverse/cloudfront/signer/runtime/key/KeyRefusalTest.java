package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ECPoint;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.fixtures.Rounds;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.OpenSsl;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * All problems of a private key, and their messages.
 */
class KeyRefusalTest {

    private static final String PUBLIC_KEY = "is a public key, which belongs in CloudFront. Set the private key of this pair";
    private static final String CERTIFICATE = "is a certificate; set the private key that belongs to the public key in CloudFront";
    private static final String UNREADABLE = "is not a readable private key; it may be cut off or edited";
    private static final String UNKNOWN = "is neither PEM nor DER nor base64 of either; set the private key as OpenSSL wrote "
            + "it";
    private static final String CUT_OFF = "does not contain a complete private key in PEM, with its -----END line. It may be cut "
            + "off, or its line breaks may be missing: write \\n for them, or use the base64 of the file";
    private static final String OTHER_CURVE = "is an EC key on a curve that CloudFront does not accept; create a P-256 key: "
            + "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private-key.pem";
    private static final String NO_PASSPHRASE = "is encrypted; set private-key-passphrase";
    private static final String WRONG_PASSPHRASE = "cannot be decrypted with this private-key-passphrase; check the passphrase";
    private static final String UNSUPPORTED_CIPHER = "is encrypted with an algorithm that is not supported%s; "
            + "encrypt it with AES: openssl pkey -aes256 -in old.pem -out private-key.pem. For DES, RC2, and RC4, OpenSSL 3 also "
            + "requires -provider legacy -provider default";

    @TempDir
    static Path directory;

    private static final Map<String, byte[]> FILES = new HashMap<>();

    private static OpenSsl openssl;

    @BeforeAll
    static void makeKeys() {
        if (Program.OPENSSL.find().isEmpty()) {
            // the tests that use these keys are skipped
            return;
        }
        openssl = OpenSsl.withFiles(directory, FILES, KeyRefusalTest::makeKeys);
    }

    private static void makeKeys(OpenSsl openssl) {
        openssl.run("genrsa -out rsa.pem 2048");
        openssl.run("ecparam -name prime256v1 -genkey -noout -out ec.pem");
        openssl.run("rsa -in rsa.pem -traditional -aes256 -passout pass:right -out legacy.pem");
        openssl.run("pkcs8 -topk8 -in rsa.pem -passout pass:right -out pkcs8.pem");
        openssl.run("pkcs8 -topk8 -in rsa.pem -passout pass:right -scrypt -outform DER -out scrypt.der");
    }

    @AfterAll
    static void noProviderWasRegistered() {
        assertThat(Security.getProviders()).extracting(Provider::getName).doesNotContain("BC");
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void publicKey_isRejected() {
        openssl.run("pkey -in rsa.pem -pubout -out public.pem");
        openssl.run("pkey -in rsa.pem -pubout -outform DER -out public.der");
        openssl.run("pkey -in ec.pem -pubout -out ec-public.pem");
        openssl.run("pkey -in ec.pem -pubout -outform DER -out ec-public.der");
        openssl.run("rsa -in rsa.pem -RSAPublicKey_out -out pkcs1-public.pem");
        openssl.run("rsa -in rsa.pem -RSAPublicKey_out -outform DER -out pkcs1-public.der");

        assertThat(openssl.text("pkcs1-public.pem")).startsWith("-----BEGIN RSA PUBLIC KEY-----");
        for (String file : new String[] { "public.pem", "public.der", "ec-public.pem", "ec-public.der", "pkcs1-public.pem",
                "pkcs1-public.der" }) {
            refused(openssl.file(file), null, PUBLIC_KEY);
            refused(Base64.getEncoder().encode(openssl.file(file)), null, PUBLIC_KEY);
        }
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void certificate_isRejected() {
        openssl.run("req -x509 -key rsa.pem -subj /CN=test -days 1 -out certificate.pem");
        openssl.run("x509 -in certificate.pem -outform DER -out certificate.der");
        openssl.run("req -new -key rsa.pem -subj /CN=test -out request.pem");

        refused(openssl.file("certificate.pem"), null, CERTIFICATE);
        refused(openssl.file("certificate.der"), null, CERTIFICATE);
        refused(openssl.file("request.pem"), null, "does not contain a private key; set the one that belongs to the "
                + "public key in CloudFront");
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(ints = { 1024, 3072, 4096 })
    void rsaKeyOfAnotherSize_isRejected(int bits) {
        openssl.run("genrsa -out size.pem " + bits);

        refused(openssl.file("size.pem"), null, "is an RSA key of " + bits
                + " bits, but CloudFront requires 2048; create a new key: openssl genrsa -out private-key.pem 2048");
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(strings = { "secp384r1", "secp521r1", "secp256k1", "brainpoolP256r1" })
    void ecKeyOfAnotherCurve_isRejected(String curve) {
        openssl.run("ecparam -genkey -noout -out curve.pem -name " + curve);
        openssl.run("pkcs8 -topk8 -nocrypt -in curve.pem -out curve-pkcs8.pem");
        openssl.run("ec -in curve.pem -param_enc explicit -out curve-explicit.pem");

        refused(openssl.file("curve.pem"), null, OTHER_CURVE);
        refused(openssl.file("curve-pkcs8.pem"), null, OTHER_CURVE);
        refused(openssl.file("curve-explicit.pem"), null, OTHER_CURVE);
    }

    /**
     * The curve P-256 in explicit form, with another base point. CloudFront could not verify its signatures.
     */
    @Test
    void p256WithAnotherBasePoint_isRejected() throws Exception {
        X9ECParameters p256 = SECNamedCurves.getByName("secp256r1");
        X9ECParameters other = new X9ECParameters(p256.getCurve(), new X9ECPoint(p256.getG().twice().normalize(), false),
                p256.getN(), p256.getH());
        PrivateKeyInfo key = new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, new X962Parameters(other)),
                new ECPrivateKey(256, BigInteger.TEN));

        refused(key.getEncoded(), null, OTHER_CURVE);
    }

    @ParameterizedTest
    @CsvSource({ "-algorithm ed25519,Ed25519", "-algorithm ed448,Ed448", "-algorithm x25519,X25519",
            "-algorithm rsa-pss -pkeyopt rsa_keygen_bits:2048,RSA-PSS" })
    @NeedsProgram(Program.OPENSSL)
    void keyOfAnotherAlgorithm_isRejected(String options, String name) {
        openssl.run("genpkey -out other.pem " + options);

        refused(openssl.file("other.pem"), null, "is a key for the algorithm " + name
                + ", but CloudFront only accepts RSA 2048 and ECDSA P-256; create a new key: "
                + "openssl genrsa -out private-key.pem 2048");
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void dsaKey_isRejected() {
        openssl.run("dsaparam -out dsa-parameters.pem 1024");
        openssl.run("gendsa -out dsa.pem dsa-parameters.pem");
        openssl.run("pkey -in dsa.pem -traditional -out dsa-traditional.pem");
        openssl.run("dsa -in dsa.pem -outform DER -out dsa.der");

        for (String file : new String[] { "dsa.pem", "dsa-traditional.pem", "dsa.der" }) {
            refused(openssl.file(file), null, "is a key for the algorithm DSA, but CloudFront only accepts RSA 2048 and ECDSA "
                    + "P-256; create a new key: openssl genrsa -out private-key.pem 2048");
        }
        refused(openssl.file("dsa-parameters.pem"), null, CUT_OFF);
    }

    @Test
    void openSshFormat_isRejectedWithARemedy() {
        refused("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n", null,
                "is a key in OpenSSH's own format; convert a copy of it with ssh-keygen -p -m PEM -f private-key.pem");
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(strings = { "rsa.pem", "ec.pem", "pkcs8.pem" })
    void truncatedPem_isRejected(String file) {
        String pem = openssl.text(file);

        refused(pem.substring(0, pem.length() / 2), null, CUT_OFF);
        refused(pem.substring(0, pem.lastIndexOf("-----END")), null, CUT_OFF);
        refused(pem.substring(0, pem.indexOf('\n')), null, CUT_OFF);
        refused(pem.replaceFirst("END ", "END RSA "), null, CUT_OFF);
        refused(pem.replaceFirst("(?s)\n.*\n-----END", "\n-----END"), null, UNREADABLE);
        assertThatThrownBy(() -> load(pem.substring(pem.length() / 2).getBytes(), null))
                .isInstanceOf(UnusableKeyException.class);
    }

    @Test
    void pemWithAMissingOrChangedLine_isRejected() {
        String[] lines = TestKeys.pem(TestKeys.rsa2048().getPrivate()).split("\n");
        String[] missing = lines.clone();
        missing[5] = "";
        String[] changed = lines.clone();
        changed[5] = "!" + lines[5].substring(1);

        refused(String.join("\n", missing), null, UNREADABLE);
        refused(String.join("\n", changed), null, UNREADABLE);
    }

    /**
     * If the parts of a key do not belong together, its signatures cannot be verified.
     */
    @Test
    void damagedKey_isRejected() {
        byte[] damaged = TestKeys.rsa2048().getPrivate().getEncoded();
        damaged[damaged.length - 300] ^= 1;

        assertThatThrownBy(() -> load(damaged, null)).isInstanceOf(UnusableKeyException.class)
                .hasMessage("cannot sign with RSA_SHA256; the key may be damaged, or this platform may forbid such signatures");
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void truncatedDer_isRejected() {
        openssl.run("rsa -in rsa.pem -traditional -outform DER -out pkcs1.der");
        byte[] der = openssl.file("pkcs1.der");

        refused(Arrays.copyOf(der, der.length / 2), null, UNREADABLE);
        refused(Arrays.copyOf(der, der.length - 1), null, UNREADABLE);
        refused(Arrays.copyOf(der, 1), null, UNREADABLE);
        refused(Arrays.copyOf(der, der.length + 1), null, UNREADABLE);
        refused(Base64.getEncoder().encode(Arrays.copyOf(der, 100)), null, UNREADABLE);
        byte[] scrypt = openssl.file("scrypt.der");
        assertThatThrownBy(() -> load(Arrays.copyOf(scrypt, scrypt.length - 20), "right"))
                .isInstanceOf(UnusableKeyException.class);
    }

    /**
     * A key in which any one byte is changed either still works or is refused with our exception.
     */
    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(strings = { "ec.pem", "ec.der" })
    void keyWithAnyFlippedBit_loadsOrIsRejected(String file) {
        openssl.run("ec -in ec.pem -outform DER -out ec.der");
        byte[] content = openssl.file(file);
        for (int i = 0; i < content.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] broken = content.clone();
                broken[i] ^= 1 << bit;
                try {
                    load(broken, null);
                } catch (UnusableKeyException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "garbage!", "/etc/keys/private-key.pem", "K2JCJMDEHXQW5F-", "ssh-rsa AAAAB3Nza user@host",
            "${PRIVATE_KEY}",
            "caf\u00e9" })
    void otherText_isRejected(String content) {
        refused(content, null, UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "garbage", "K2JCJMDEHXQW5F", "0", "MAAA", "MIIB", "MA==", "\\n" })
    void base64OfSomethingElse_isRejected(String content) {
        assertThatThrownBy(() -> load(content.getBytes(), null)).isInstanceOf(UnusableKeyException.class).message()
                .isIn(UNREADABLE, UNKNOWN, "is DER, but not an RSA or EC private key; CloudFront accepts RSA 2048 and ECDSA "
                        + "P-256");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\n", "\r\n\t ", "\u00ef\u00bb\u00bf" })
    void emptyKey_isRejected(String content) {
        refused(content, null, "is empty; set the private key as OpenSSL wrote it");
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(strings = { "legacy.pem", "pkcs8.pem", "scrypt.der" })
    void missingOrWrongPassphrase_isRejected(String file) {
        refused(openssl.file(file), null, NO_PASSPHRASE);
        refused(openssl.file(file), "", NO_PASSPHRASE);
        refused(openssl.file(file), "wrong", WRONG_PASSPHRASE);
        refused(openssl.file(file), "right ", WRONG_PASSPHRASE);
        refused(Base64.getEncoder().encode(openssl.file(file)), "wrong", WRONG_PASSPHRASE);
    }

    /**
     * With one of 256 wrong passphrases, the padding of the result is right by chance.
     */
    @Test
    @NeedsProgram(Program.OPENSSL)
    void wrongPassphrase_withValidPaddingByChance_isRejected() {
        openssl.run("pkcs8 -topk8 -in rsa.pem -passout pass:right -iter 1 -out quick.pem");
        Rounds.each(random -> {
            String passphrase = "wrong" + random.nextLong();
            refused(openssl.file("legacy.pem"), passphrase, WRONG_PASSPHRASE);
            refused(openssl.file("quick.pem"), passphrase, WRONG_PASSPHRASE);
        });
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @CsvSource({ "-v2 aria-128-cbc, ' (1.2.410.200046.1.1.2)'", "-v2 camellia-256-cbc, ' (1.2.392.200011.61.1.1.1.4)'",
            "-v2 aes-256-cbc -v2prf hmacWithSM3, ' (1.2.156.10197.1.401.3.1)'",
            "-v2 aes-256-cbc -v2prf hmac-sha3-256, ' (2.16.840.1.101.3.4.2.14)'",
            "-v2 aes-256-ofb, ' (2.16.840.1.101.3.4.1.43)'", "-v1 PBE-MD5-DES, ' (1.2.840.113549.1.5.3)'",
            "-v1 PBE-SHA1-DES, ' (1.2.840.113549.1.5.10)'", "-v1 PBE-SHA1-RC2-40, ' (1.2.840.113549.1.12.1.6)'",
            "-v1 PBE-SHA1-RC4-40, ' (1.2.840.113549.1.12.1.2)'", "-v1 PBE-SHA1-RC4-128, ' (1.2.840.113549.1.12.1.1)'" })
    void unsupportedEncryption_isRejected_andReadAfterTheCommandOfTheMessage(String options, String identifier)
            throws Exception {
        String providers = " -provider legacy -provider default";
        openssl.run("pkcs8 -topk8 -in ec.pem -passout pass:right -out old.pem " + options + providers);

        refused(openssl.file("old.pem"), "right", UNSUPPORTED_CIPHER.formatted(identifier));

        openssl.run("pkey -aes256 -in old.pem -out private-key.pem -passin pass:right -passout pass:right" + providers);
        load(openssl.file("private-key.pem"), "right");
    }

    @Test
    void unsupportedScheme_isRejectedWithARemedy() throws Exception {
        byte[] key = new EncryptedPrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBMAC1), new byte[8])
                .getEncoded();

        refused(key, "right", UNSUPPORTED_CIPHER.formatted(" (1.2.840.113549.1.5.14)"));
    }

    @ParameterizedTest
    @NeedsProgram(Program.OPENSSL)
    @ValueSource(strings = { "-camellia256", "-des", "-aes-256-ctr" })
    void unsupportedLegacyCipher_isRejected_andReadAfterTheCommandOfTheMessage(String cipher) throws Exception {
        String providers = " -provider legacy -provider default";
        openssl.run("rsa -in rsa.pem -traditional -passout pass:right -out old.pem " + cipher + providers);

        refused(openssl.file("old.pem"), "right", UNSUPPORTED_CIPHER.formatted(""));

        openssl.run("pkey -aes256 -in old.pem -out private-key.pem -passin pass:right -passout pass:right" + providers);
        load(openssl.file("private-key.pem"), "right");
    }

    /**
     * If line breaks were removed without a replacement, the first header and the second cannot be distinguished.
     */
    @Test
    @NeedsProgram(Program.OPENSSL)
    void legacyHeadersWithoutLineBreaks_areRejectedWithARemedy() {
        refused(openssl.text("legacy.pem").replace("\n", ""), "right",
                "is an encrypted key whose header lines are joined. Write \\n for the line breaks, or use the base64 of the "
                        + "file");
    }

    @Test
    void ecKeyWithSha1_isRejected() {
        byte[] key = TestKeys.p256().getPrivate().getEncoded();

        assertThatThrownBy(() -> LocalKeys.load("K1", key, null, HashAlgorithm.SHA1, TestKeys.CRYPTO))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessage("is an EC key, and SHA-1 is only supported for RSA keys; set hash-algorithm to SHA256");
    }

    private static void refused(String content, String passphrase, String message) {
        refused(content.getBytes(StandardCharsets.ISO_8859_1), passphrase, message);
    }

    private static void refused(byte[] content, String passphrase, String message) {
        assertThatThrownBy(() -> load(content, passphrase)).isInstanceOf(UnusableKeyException.class).hasMessage(message);
    }

    private static void load(byte[] content, String passphrase) throws UnusableKeyException {
        LocalKeys.load("K1", content, passphrase == null ? null : passphrase.toCharArray(), HashAlgorithm.SHA256,
                TestKeys.CRYPTO);
    }
}
