package io.quarkiverse.cloudfront.signer.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SigningKey.Algorithm;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.OpenSsl;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * Keys in all forms that Java and the versions of OpenSSL write, in all encodings that files, properties, and environment
 * variables use.
 */
@Tag("slow")
class LocalKeysTest {

    private static final byte[] MESSAGE = "a policy".getBytes(StandardCharsets.UTF_8);
    private static final String PASSPHRASE = "correct horse";

    /** File names. All that begin with rsa contain the same key, and so do all that begin with ec. */
    private static final Map<String, byte[]> FORMS = new TreeMap<>();
    private static final Map<String, byte[]> FILES = new HashMap<>();

    @TempDir
    static Path directory;

    private static OpenSsl openssl;
    private static PublicKey rsaPublicKey;
    private static PublicKey ecPublicKey;

    @BeforeAll
    static void makeKeys() {
        openssl = OpenSsl.withFiles(directory, FILES, LocalKeysTest::makeForms);
    }

    private static void makeForms(OpenSsl made) {
        openssl = made;
        KeyPair rsa = TestKeys.rsa2048();
        KeyPair ec = TestKeys.p256();
        rsaPublicKey = rsa.getPublic();
        ecPublicKey = ec.getPublic();
        openssl.write("rsa-java.pem", TestKeys.pem(rsa.getPrivate()));
        openssl.write("ec-java.pem", TestKeys.pem(ec.getPrivate()));
        FORMS.put("rsa-java.der", rsa.getPrivate().getEncoded());
        FORMS.put("ec-java.der", ec.getPrivate().getEncoded());
        if (Program.OPENSSL.find().isPresent()) {
            makeFormsOfOpenSsl();
        }
        for (String file : directory.toFile().list((parent, name) -> name.matches("(rsa|ec)-.*"))) {
            FORMS.put(file, openssl.file(file));
        }
    }

    private static void makeFormsOfOpenSsl() {
        openssl.run("rsa -in rsa-java.pem -traditional -out rsa-pkcs1.pem");
        openssl.run("rsa -in rsa-pkcs1.pem -traditional -outform DER -out rsa-pkcs1.der");
        openssl.run("pkcs8 -topk8 -nocrypt -in rsa-pkcs1.pem -out rsa-pkcs8.pem");
        openssl.run("pkcs8 -topk8 -nocrypt -in rsa-pkcs1.pem -outform DER -out rsa-pkcs8.der");
        openssl.run("ec -in ec-java.pem -out ec-sec1.pem");
        openssl.run("ecparam -name prime256v1 -out parameters.pem");
        openssl.write("ec-sec1-after-parameters.pem", openssl.text("parameters.pem") + openssl.text("ec-sec1.pem"));
        openssl.run("ec -in ec-sec1.pem -no_public -out ec-sec1-no-public.pem");
        openssl.run("ec -in ec-sec1.pem -outform DER -out ec-sec1.der");
        openssl.run("pkcs8 -topk8 -nocrypt -in ec-sec1.pem -out ec-pkcs8.pem");
        openssl.run("pkcs8 -topk8 -nocrypt -in ec-sec1.pem -outform DER -out ec-pkcs8.der");
        openssl.run("ec -in ec-sec1.pem -param_enc explicit -out ec-sec1-explicit.pem");
        openssl.run("pkcs8 -topk8 -nocrypt -in ec-sec1-explicit.pem -out ec-pkcs8-explicit.pem");
        makeEncryptedKeys("rsa-pkcs1.pem", "rsa");
        makeEncryptedKeys("ec-sec1.pem", "ec");
        makeRarelyEncryptedKeys("pkcs8 -topk8 -in ec-sec1.pem");
    }

    private static void makeEncryptedKeys(String source, String name) {
        for (String cipher : new String[] { "aes128", "aes256", "des3" }) {
            encrypt("%s -in %s -%s -out %s-legacy-encrypted-%s.pem", name.equals("rsa") ? "rsa -traditional" : "ec", source,
                    cipher, name, cipher);
        }
        String pkcs8 = "pkcs8 -topk8 -in " + source;
        for (String cipher : new String[] { "aes-128-cbc", "aes-256-cbc", "des3" }) {
            encrypt("%s -v2 %s -out %s-encrypted-%s.pem", pkcs8, cipher, name, cipher);
        }
        for (String prf : new String[] { "hmacWithSHA1", "hmacWithSHA256", "hmacWithSHA512" }) {
            encrypt("%s -v2 aes-256-cbc -v2prf %s -out %s-encrypted-%s.pem", pkcs8, prf, name, prf);
        }
        encrypt("%s -scrypt -out %s-encrypted-scrypt.pem", pkcs8, name);
        encrypt("%s -v1 PBE-SHA1-3DES -out %s-encrypted-pbes1-3des.pem", pkcs8, name);
        encrypt("%s -outform DER -out %s-encrypted.der", pkcs8, name);
        encrypt("%s -outform DER -scrypt -out %s-encrypted-scrypt.der", pkcs8, name);
    }

    private static void makeRarelyEncryptedKeys(String pkcs8) {
        encrypt("%s -v2 aes-192-cbc -out ec-encrypted-aes-192-cbc.pem", pkcs8);
        for (String function : new String[] { "hmacWithSHA224", "hmacWithSHA384" }) {
            encrypt("%s -v2 aes-256-cbc -v2prf %s -out ec-encrypted-%s.pem", pkcs8, function, function);
        }
        encrypt("ec -in ec-sec1.pem -aes192 -out ec-legacy-encrypted-aes192.pem");
    }

    /** The passphrase is in a file, because it has a space, at which {@link OpenSsl#run} would split it. */
    private static void encrypt(String command, Object... arguments) {
        openssl.write("passphrase.txt", PASSPHRASE);
        openssl.run(command.formatted(arguments) + " -passout file:passphrase.txt");
    }

    @AfterAll
    static void noProviderWasRegistered() {
        assertThat(Security.getProviders()).extracting(Provider::getName).doesNotContain("BC");
    }

    static Stream<String> forms() {
        return FORMS.keySet().stream();
    }

    /** How a text is laid out has nothing to do with the cipher, so most are tested with one cipher. */
    private static boolean hasCommonCipher(String name) {
        return !name.contains("encrypted") || name.matches(".*-aes-?256.*");
    }

    static Stream<String> pemForms() {
        return forms().filter(name -> name.endsWith(".pem") && hasCommonCipher(name));
    }

    static Stream<String> filesInBase64() {
        return forms().filter(LocalKeysTest::hasCommonCipher);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void key_asWrittenByItsTool_signs(String form) throws Exception {
        signs(form, FORMS.get(form));
    }

    @ParameterizedTest
    @MethodSource("pemForms")
    void pem_withOtherLineBreaks_signs(String form) throws Exception {
        String pem = openssl.text(form);
        signs(form, pem.replace("\n", "\r\n"));
        signs(form, pem.replace("\n", "\r"));
        signs(form, pem.replace("\n", "\\n"));
        signs(form, pem.replace("\n", "\\r\\n"));
        signs(form, pem.strip());
        signs(form, pem.replace("\n", "\n\n"));
    }

    @ParameterizedTest
    @MethodSource("pemForms")
    void pem_onOneLine_signs(String form) throws Exception {
        String pem = openssl.text(form);
        signs(form, pem.replace('\n', ' '));
        if (!form.contains("legacy-encrypted")) {
            signs(form, pem.replace("\n", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("pemForms")
    void pem_withIndentation_signs(String form) throws Exception {
        signs(form, openssl.text(form).replaceAll("(?m)^", "    ").replace("\n", "  \n"));
    }

    @ParameterizedTest
    @MethodSource("pemForms")
    void pem_surroundedByOtherText_signs(String form) throws Exception {
        String pem = openssl.text(form);
        signs(form, "\u00ef\u00bb\u00bf" + pem);
        signs(form, "# the key of the media distribution\n\n" + pem + "\n# keep it safe\n");
        signs(form, "Bag Attributes\n    localKeyID: 01 02\nKey Attributes: <No Attributes>\n" + pem);
    }

    @ParameterizedTest
    @MethodSource("filesInBase64")
    void base64_ofTheFile_signs(String form) throws Exception {
        byte[] content = FORMS.get(form);
        String base64 = Base64.getEncoder().encodeToString(content);
        signs(form, base64);
        signs(form, "\n" + base64 + "\n");
        signs(form, "\u00ef\u00bb\u00bf" + base64);
        signs(form, Base64.getMimeEncoder().encodeToString(content));
        signs(form, Base64.getMimeEncoder().encodeToString(content).replace("\r\n", "\\n"));
    }

    @ParameterizedTest
    @MethodSource("pemForms")
    void base64_ofPemWithLiteralLineBreaks_signs(String form) throws Exception {
        signs(form, Base64.getEncoder().encodeToString(openssl.text(form).replace("\n", "\\n").getBytes()));
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void testedForms_areComplete() {
        assertThat(FORMS.keySet()).hasSize(4 + 12 + 2 * 13 + 4);
        assertThat(openssl.text("rsa-pkcs1.pem")).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertThat(openssl.text("rsa-pkcs8.pem")).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(openssl.text("ec-sec1.pem")).startsWith("-----BEGIN EC PRIVATE KEY-----");
        assertThat(openssl.text("ec-sec1-after-parameters.pem")).startsWith("-----BEGIN EC PARAMETERS-----");
        assertThat(openssl.text("rsa-legacy-encrypted-aes256.pem")).contains("Proc-Type: 4,ENCRYPTED");
        assertThat(openssl.text("ec-encrypted-scrypt.pem")).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void privateKey_afterCertificateOrPublicKey_isFound() throws Exception {
        openssl.run("req -x509 -key rsa-pkcs1.pem -subj /CN=test -days 1 -out certificate.pem");
        openssl.run("pkey -in rsa-pkcs1.pem -pubout -out public.pem");

        signs("rsa", openssl.text("certificate.pem") + openssl.text("rsa-pkcs8.pem"));
        signs("rsa", openssl.text("public.pem") + openssl.text("rsa-pkcs1.pem"));
        signs("rsa", openssl.text("certificate.pem").replace("MII", "!") + openssl.text("rsa-pkcs1.pem"));
    }

    @Test
    void unneededPassphrase_isIgnored() throws Exception {
        assertThat(LocalKeys.load("K1", FORMS.get("rsa-java.pem"), "unused".toCharArray(), HashAlgorithm.SHA256,
                TestKeys.CRYPTO)).isNotNull();
    }

    @Test
    @NeedsProgram(Program.OPENSSL)
    void passphrase_withNonAsciiCharacters_decryptsTheKey() throws Exception {
        openssl.write("umlaut.txt", "Schlüssel€");
        openssl.run("pkcs8 -topk8 -in rsa-pkcs1.pem -out umlaut.pem -passout file:umlaut.txt");

        LocalKey key = LocalKeys.load("K1", openssl.file("umlaut.pem"), "Schlüssel€".toCharArray(), HashAlgorithm.SHA256,
                TestKeys.CRYPTO);

        assertThat(verifies(key, rsaPublicKey)).isTrue();
    }

    @Test
    void algorithm_followsKeyAndHash() throws Exception {
        assertThat(LocalKeys.load("K1", FORMS.get("rsa-java.pem"), null, HashAlgorithm.SHA256, TestKeys.CRYPTO)
                .algorithm())
                .isEqualTo(Algorithm.RSA_SHA256);
        assertThat(
                LocalKeys.load("K1", FORMS.get("rsa-java.pem"), null, HashAlgorithm.SHA1, TestKeys.CRYPTO).algorithm())
                .isEqualTo(Algorithm.RSA_SHA1);
        assertThat(
                LocalKeys.load("K1", FORMS.get("ec-java.pem"), null, HashAlgorithm.SHA256, TestKeys.CRYPTO).algorithm())
                .isEqualTo(Algorithm.ECDSA_SHA256);
    }

    @ParameterizedTest
    @ValueSource(strings = { "rsa-java.pem", "ec-java.pem" })
    void toString_showsNoPartOfTheKey(String form) throws Exception {
        LocalKey key = load(form, FORMS.get(form));

        assertThat(key.toString()).isIn("RSA_SHA256 key of key pair K1", "ECDSA_SHA256 key of key pair K1");
        assertThat(key.keyPairId()).isEqualTo("K1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "rsa-java.pem", "ec-java.pem" })
    void asynchronousSignature_isThatOfSignNow(String form) throws Exception {
        LocalKey key = load(form, FORMS.get(form));

        assertThat(key.sign(MESSAGE).await().indefinitely()).isEqualTo(key.signNow(MESSAGE));
        assertThat(load(form, FORMS.get(form)).signNow(MESSAGE)).isEqualTo(key.signNow(MESSAGE));
    }

    private static void signs(String form, String content) throws Exception {
        signs(form, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void signs(String form, byte[] content) throws Exception {
        assertThat(verifies(load(form, content), form.startsWith("rsa") ? rsaPublicKey : ecPublicKey)).isTrue();
    }

    private static LocalKey load(String form, byte[] content) throws UnusableKeyException {
        return LocalKeys.load("K1", content, form.contains("encrypted") ? PASSPHRASE.toCharArray() : null,
                HashAlgorithm.SHA256, TestKeys.CRYPTO);
    }

    private static boolean verifies(LocalKey key, PublicKey publicKey) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256with" + (publicKey.getAlgorithm().equals("RSA") ? "RSA" : "ECDSA"));
        verifier.initVerify(publicKey);
        verifier.update(MESSAGE);
        return verifier.verify(key.signNow(MESSAGE));
    }

    /**
     * A refusal must not show the key, neither in its message nor in its causes.
     */
    @Test
    void rejectionOfADamagedKey_showsNoPartOfIt() {
        byte[] secret = FORMS.get("rsa-java.der");
        String base64 = Base64.getEncoder().encodeToString(secret);
        for (int cut = 1; cut < base64.length(); cut += 7) {
            String[] broken = { base64.substring(cut), base64.substring(0, cut),
                    base64.substring(0, cut) + "!" + base64.substring(cut),
                    "-----BEGIN PRIVATE KEY-----\n" + base64.substring(cut) + "\n-----END PRIVATE KEY-----",
                    "-----BEGIN PRIVATE KEY-----\n" + base64.substring(0, cut) + "\n-----END PRIVATE KEY-----",
                    "-----BEGIN RSA PRIVATE KEY-----\n" + base64.substring(0, cut) + "\n-----END RSA PRIVATE KEY-----" };
            for (String content : broken) {
                assertThatThrownBy(
                        () -> LocalKeys.load("K1", content.getBytes(), null, HashAlgorithm.SHA256, TestKeys.CRYPTO))
                        .isInstanceOf(UnusableKeyException.class).satisfies(e -> showsNothingOf(secret, e));
            }
        }
    }

    private static void showsNothingOf(byte[] secret, Throwable thrown) {
        String base64 = Base64.getEncoder().encodeToString(secret);
        String hex = HexFormat.of().formatHex(secret);
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            String message = String.valueOf(e.getMessage());
            for (int i = 0; i + 12 <= message.length(); i++) {
                String piece = message.substring(i, i + 12);
                assertThat(base64.contains(piece) || hex.contains(piece.toLowerCase(Locale.ROOT))).as(message).isFalse();
            }
        }
    }
}
