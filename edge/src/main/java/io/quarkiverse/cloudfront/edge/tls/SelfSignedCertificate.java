package io.quarkiverse.cloudfront.edge.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

/**
 * A certificate for {@code localhost} and the loopback addresses that is signed with its own key. It exists only in memory, so
 * browsers show a warning after each start.
 */
public final class SelfSignedCertificate {

    /** The names of the loopback interface. */
    private static final GeneralNames NAMES = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.dNSName, "*.localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1") });

    private static final X500Name SUBJECT = new X500Name("CN=localhost, O=Local CloudFront edge");
    private static final AlgorithmIdentifier ALGORITHM_ID = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private SelfSignedCertificate() {
    }

    /** Creates a key pair and its certificate. */
    public static PemKeyCertOptions create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new PemKeyCertOptions().addKeyValue(pem("PRIVATE KEY", pair.getPrivate().getEncoded()))
                    .addCertValue(pem("CERTIFICATE", certificate(pair)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The certificate for HTTPS could not be created", e);
        }
    }

    private static byte[] certificate(KeyPair pair) throws GeneralSecurityException, IOException {
        TBSCertificate content = content(pair);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getEncoded());
        return new DERSequence(new ASN1Encodable[] { content, ALGORITHM_ID, new DERBitString(signature.sign()) }).getEncoded();
    }

    private static TBSCertificate content(KeyPair pair) throws IOException {
        Instant now = Instant.now();
        V3TBSCertificateGenerator content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(new BigInteger(64, new SecureRandom()).setBit(0)));
        content.setSignature(ALGORITHM_ID);
        content.setIssuer(SUBJECT);
        // the period begins earlier because clocks differ; browsers refuse certificates that are valid for more than 398 days
        content.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
        content.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(365)))));
        content.setSubject(SUBJECT);
        content.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        content.setExtensions(new Extensions(new Extension[] {
                Extension.create(Extension.subjectAlternativeName, false, NAMES),
                Extension.create(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)) }));
        return content.generateTBSCertificate();
    }

    private static Buffer pem(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return Buffer.buffer("-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
