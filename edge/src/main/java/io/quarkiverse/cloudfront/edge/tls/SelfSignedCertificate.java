package io.quarkiverse.cloudfront.edge.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * A certificate for {@code localhost} and the loopback addresses that is signed with its own key. It only exists in memory, so
 * browsers ask their user once for each start.
 */
public final class SelfSignedCertificate {

    /** The names of loopback. */
    private static final GeneralNames NAMES = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1") });

    private static final X500Name SUBJECT = new X500Name("CN=localhost, O=Local CloudFront edge");
    private static final String CURVE = "secp256r1";
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final int SERIAL_BITS = 64;
    /** For clocks that differ. */
    private static final Duration BEFORE = Duration.ofDays(1);
    /** Browsers refuse certificates that are valid for more than 398 days. */
    private static final Duration AFTER = Duration.ofDays(365);

    private SelfSignedCertificate() {
    }

    /** Makes a key pair and its certificate. */
    public static PemKeyCertOptions create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            KeyPair pair = generator.generateKeyPair();
            return new PemKeyCertOptions().addKeyValue(pem("PRIVATE KEY", pair.getPrivate().getEncoded()))
                    .addCertValue(pem("CERTIFICATE", certificate(pair)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("The certificate for HTTPS could not be made", e);
        }
    }

    private static byte[] certificate(KeyPair pair) throws IOException, OperatorCreationException {
        Instant now = Instant.now();
        X509v3CertificateBuilder certificate = new X509v3CertificateBuilder(SUBJECT,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0), Date.from(now.minus(BEFORE)),
                Date.from(now.plus(AFTER)), SUBJECT, SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        certificate.addExtension(Extension.subjectAlternativeName, false, NAMES);
        certificate.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        return certificate.build(new JcaContentSignerBuilder(ALGORITHM).build(pair.getPrivate())).getEncoded();
    }

    private static Buffer pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return Buffer.buffer("-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
