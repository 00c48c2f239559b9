package io.quarkiverse.cloudfront.signer.aws;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Objects;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.key.AwsKms;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyProof;
import io.quarkiverse.cloudfront.signer.runtime.key.TimedRead;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.PublicKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.parse.UnusableKeyException;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * A private key that stays in AWS KMS. In a Quarkus application, set {@code private-key-location} to {@code aws-kms:}, followed
 * by the ID, ARN, or alias of the key. In other Java programs:
 *
 * <pre>
 * CloudFrontSigner signer = SignerBuilder.of("https://media.example.com")
 *         .signingKey(KmsKey.of("K2JCJMDEHXQW5F", "alias/media", KmsClient.create()))
 *         .build();
 * </pre>
 *
 * Up to 32 calls to KMS run at the same time, on the key's own threads. The credentials need the permissions
 * {@code kms:GetPublicKey} and {@code kms:Sign}.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html">The Sign operation of AWS KMS</a>
 */
public final class KmsKey implements AwsKms.Key {

    /** A key ID, an alias, or the ARN of either. */
    private static final Pattern KEY = Pattern.compile("(?:arn:aws[a-z-]*:kms:[a-z0-9-]{1,30}:\\d{12}:key/)?"
            + "(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
            + "|(?:arn:aws[a-z-]*:kms:[a-z0-9-]{1,30}:\\d{12}:)?alias/[A-Za-z0-9/_-]{1,250}");

    /** The length in bytes of the longest message that KMS accepts. For longer messages, KMS only signs digests. */
    private static final int LONGEST_MESSAGE = 4096;

    private static final String CHECK_ENDPOINT = "Check which service the endpoint of the AWS SDK belongs to";

    private final String keyPairId;
    private final String keyId;
    private final Algorithm algorithm;
    private final PublicKey publicKey;
    private final Kms kms;

    private KmsKey(String keyPairId, GetPublicKeyResponse response, PublicKey publicKey, Kms kms) throws UnusableKeyException {
        this.keyPairId = keyPairId;
        this.keyId = response.keyId();
        this.algorithm = algorithm(response);
        this.publicKey = publicKey;
        this.kms = kms;
    }

    /**
     * Gets the public key from KMS, and makes and verifies a signature, which blocks the caller. An alias is only resolved by
     * this method, so the key does not change if the alias later refers to another key.
     *
     * @param keyPairId the ID that CloudFront gave the public key, such as {@code K2JCJMDEHXQW5F}
     * @param key the ID, ARN, or alias of a KMS key for signing with the spec {@code ECC_NIST_P256} or {@code RSA_2048}
     * @param client the client that calls KMS. The key does not close this client
     * @throws CloudFrontSignerException {@code NOT_CONFIGURED} if the key cannot be found or used
     */
    public static KmsKey of(String keyPairId, String key, KmsClient client) {
        return of(keyPairId, key, Kms.of(client));
    }

    /**
     * Like {@link #of(String, String, KmsClient)}, but with an asynchronous client.
     */
    public static KmsKey of(String keyPairId, String key, KmsAsyncClient client) {
        return of(keyPairId, key, Kms.of(client));
    }

    private static KmsKey of(String keyPairId, String key, Kms kms) {
        try {
            return open(keyPairId, key, kms);
        } catch (UnusableKeyException e) {
            throw notConfigured(e);
        }
    }

    /**
     * Gets the public key of a key in KMS, and makes and verifies a signature. Uses the region, the credentials, and the
     * endpoint of the AWS SDK's default chains. Blocks the caller.
     *
     * @param key the key, as for {@link #of(String, String, KmsClient)}
     * @throws CloudFrontSignerException {@code NOT_CONFIGURED} if the key cannot be found or used
     */
    public static PublicKey publicKeyOf(String key) {
        try (KmsClient client = KmsKeyService.createClient()) {
            return of("new", key, client).publicKey();
        } catch (UnusableKeyException e) {
            throw notConfigured(e);
        }
    }

    private static CloudFrontSignerException notConfigured(UnusableKeyException e) {
        return new CloudFrontSignerException(Reason.NOT_CONFIGURED, "the key in AWS KMS " + e.getMessage(), e);
    }

    static KmsKey open(String keyPairId, String key, Kms kms) throws UnusableKeyException {
        if (!KEY.matcher(key).matches()) {
            throw new UnusableKeyException("does not name a key in AWS KMS. Use its ID, its ARN, or an alias such as "
                    + "alias/media");
        }
        return new TimedRead<>(() -> openNow(keyPairId, key, kms)).read();
    }

    private static KmsKey openNow(String keyPairId, String key, Kms kms) throws UnusableKeyException {
        GetPublicKeyResponse response;
        try {
            response = kms.publicKey(key);
        } catch (SdkException e) {
            throw refused("GetPublicKey", e);
        }
        if (response.publicKey() == null) {
            throw new UnusableKeyException("names a KMS key without a public key. " + CHECK_ENDPOINT);
        }
        KmsKey opened = new KmsKey(keyPairId, response, PublicKeys.parse(response.publicKey().asByteArray()), kms);
        opened.prove();
        return opened;
    }

    private static Algorithm algorithm(GetPublicKeyResponse response) throws UnusableKeyException {
        // stand-ins for KMS only return the spec under its old name
        String spec = Objects.requireNonNullElse(response.keySpecAsString(), response.customerMasterKeySpecAsString());
        if (response.keyUsage() != KeyUsageType.SIGN_VERIFY) {
            throw new UnusableKeyException("names a KMS key with the usage %s. %s".formatted(response.keyUsageAsString(),
                    remedy()));
        }
        return switch (spec) {
            case "ECC_NIST_P256" -> Algorithm.ECDSA_SHA256;
            case "RSA_2048" -> Algorithm.RSA_SHA256;
            default -> throw new UnusableKeyException("names a KMS key with the spec %s, whose signatures CloudFront does not "
                    .formatted(spec) + "accept. " + remedy());
        };
    }

    private static String remedy() {
        return "Create one with the usage SIGN_VERIFY and the spec ECC_NIST_P256 or RSA_2048";
    }

    private void prove() throws UnusableKeyException {
        byte[] signature;
        try {
            signature = sign(KeyProof.TRIAL).await().indefinitely();
        } catch (SdkException e) {
            throw refused("Sign", e);
        }
        if (!new KeyProof(publicKey).verifies(algorithm, KeyProof.TRIAL, signature)) {
            throw new UnusableKeyException(
                    "names a KMS key whose public key does not verify its signatures. " + CHECK_ENDPOINT);
        }
    }

    /**
     * Describes why a call failed. Messages of the SDK do not contain credentials.
     */
    private static UnusableKeyException refused(String operation, SdkException e) {
        String why = e instanceof AwsServiceException service
                ? "AWS KMS refused %s with %s. Check the key, the region, and the permissions kms:GetPublicKey and kms:Sign"
                        .formatted(operation, describe(service))
                : "%s failed before AWS KMS answered (%s). Check the region, the credentials, and the network"
                        .formatted(operation, e.getMessage());
        return new UnusableKeyException("names a KMS key that cannot be used: " + why, e);
    }

    /**
     * Describes an error response. If the response does not come from KMS itself, it perhaps does not have a code or a message.
     */
    private static String describe(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return "status " + e.statusCode() + (details == null || details.errorCode() == null ? ""
                : ": " + details.errorCode() + " (" + Objects.requireNonNullElse(details.errorMessage(), "no message") + ")");
    }

    @Override
    public String keyPairId() {
        return keyPairId;
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Override
    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        boolean whole = policy.length <= LONGEST_MESSAGE;
        return kms.sign(SignRequest.builder()
                .keyId(keyId)
                .messageType(whole ? MessageType.RAW : MessageType.DIGEST)
                .message(SdkBytes.fromByteArray(whole ? policy : sha256(policy)))
                .signingAlgorithm(algorithm == Algorithm.ECDSA_SHA256 ? SigningAlgorithmSpec.ECDSA_SHA_256
                        : SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256)
                .build());
    }

    private static byte[] sha256(byte[] policy) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(policy);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return algorithm + " key of key pair " + keyPairId + " in AWS KMS";
    }
}
