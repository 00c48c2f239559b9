package io.quarkiverse.cloudfront.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.cloudfront.cli.output.CommandException;
import io.quarkiverse.cloudfront.cli.output.InputFile;
import io.quarkiverse.cloudfront.signer.runtime.key.P256;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PemText;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.Pkcs8Key;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;

/**
 * A private key that signs any text, with valid and invalid schemes. The library's signer refuses most of these texts.
 *
 * @param id the key pair ID
 */
record AskingKey(String id, PrivateKey key) {

    static AskingKey read(String id, Path file) throws IOException {
        try {
            Pkcs8Key key = SigningCrypto.jdk(Optional.of(new BouncyCastleLibrary()))
                    .read(PemText.read(InputFile.read(file)), null);
            return new AskingKey(id, key.rsa() != null ? key.rsa() : P256.privateKey(Objects.requireNonNull(key.p256())));
        } catch (UnusableKeyException | GeneralSecurityException e) {
            throw CommandException.unknown("The private key " + file + " " + e.getMessage());
        }
    }

    String kind() {
        return key instanceof RSAPrivateKey ? "rsa" : "p256";
    }

    /** @param scheme {@code SHA1}, {@code SHA256}, {@code PSS}, or {@code P1363} */
    byte[] sign(String scheme, byte[] text) {
        String algorithm = key instanceof RSAPrivateKey ? "RSA" : "ECDSA";
        try {
            Signature signature = Signature.getInstance(switch (scheme) {
                case "PSS" -> "RSASSA-PSS";
                case "P1363" -> "SHA256withECDSAinP1363Format";
                default -> scheme + "with" + algorithm;
            });
            if (scheme.equals("PSS")) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw CommandException.unknown("This Java runtime does not sign with " + algorithm + " and " + scheme + ": "
                    + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return id + " (" + kind() + ")";
    }
}
