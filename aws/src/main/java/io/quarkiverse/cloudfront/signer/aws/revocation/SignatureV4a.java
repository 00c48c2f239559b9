package io.quarkiverse.cloudfront.signer.aws.revocation;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * Signs requests for all regions with AWS Signature Version 4A. This is Signature Version 4 with an ECDSA key that is derived
 * from the secret access key. The AWS SDK can only create such signatures with native code.
 *
 * @param service the name of the service in signatures
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4 for API
 *      requests</a>
 */
record SignatureV4a(String service) {

    private static final String ALGORITHM = "AWS4-ECDSA-P256-SHA256";
    private static final String CURVE = "secp256r1";
    private static final String HMAC = "HmacSHA256";
    private static final int LAST_COUNTER = 254;

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int DAY_LENGTH = 8;

    /**
     * A request to be signed.
     *
     * @param path the percent-encoded path, as sent
     * @param query the percent-encoded and sorted query, as sent; empty if there is no query
     * @param headers the headers, with names in lower case and including the host
     */
    record Request(String method, String path, String query, Map<String, String> headers, String body) {
    }

    /**
     * @return the headers to send, including those of the request
     */
    Map<String, String> sign(Request request, AwsCredentialsIdentity credentials, Instant now) {
        try {
            String second = SECOND.format(now);
            String scope = second.substring(0, DAY_LENGTH) + "/" + service + "/aws4_request";
            TreeMap<String, String> headers = new TreeMap<>(request.headers());
            headers.put("x-amz-date", second);
            headers.put("x-amz-region-set", "*");
            headers.put("x-amz-content-sha256", sha256(request.body()));
            if (credentials instanceof AwsSessionCredentialsIdentity session) {
                headers.put("x-amz-security-token", session.sessionToken());
            }
            String signed = String.join(";", headers.keySet());
            String text = String.join("\n", ALGORITHM, second, scope, sha256(canonical(request, headers, signed)));
            headers.put("authorization", "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s".formatted(ALGORITHM,
                    credentials.accessKeyId(), scope, signed, signature(key(credentials), text)));
            return headers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not have ECDSA with P-256", e);
        }
    }

    private static String canonical(Request request, Map<String, String> headers, String signed)
            throws GeneralSecurityException {
        String lines = headers.entrySet().stream().map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        // services other than S3 encode the path twice
        return String.join("\n", request.method(), request.path().replace("%", "%25"), request.query(), lines, signed,
                sha256(request.body()));
    }

    /**
     * Derives the key with HMAC in counter mode, as in NIST SP 800-108. The result becomes a number between 1 and the order of
     * the curve.
     */
    static PrivateKey key(AwsCredentialsIdentity credentials) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec(CURVE));
        ECParameterSpec parameters = curve.getParameterSpec(ECParameterSpec.class);
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(("AWS4A" + credentials.secretAccessKey()).getBytes(StandardCharsets.UTF_8), HMAC));
        for (int counter = 1; counter <= LAST_COUNTER; counter++) {
            BigInteger scalar = new BigInteger(1, mac.doFinal(input(credentials.accessKeyId(), counter))).add(BigInteger.ONE);
            if (scalar.compareTo(parameters.getOrder()) < 0) {
                return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, parameters));
            }
        }
        throw new GeneralSecurityException("no key can be derived");
    }

    private static byte[] input(String accessKeyId, int counter) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(new byte[] { 0, 0, 0, 1 });
        input.writeBytes(ALGORITHM.getBytes(StandardCharsets.US_ASCII));
        input.write(0);
        input.writeBytes(accessKeyId.getBytes(StandardCharsets.UTF_8));
        input.write(counter);
        // the length of the key in bits
        input.writeBytes(new byte[] { 0, 0, 1, 0 });
        return input.toByteArray();
    }

    private static String signature(PrivateKey key, String text) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(signature.sign());
    }

    private static String sha256(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
