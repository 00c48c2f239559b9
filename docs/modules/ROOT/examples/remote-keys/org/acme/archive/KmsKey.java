package org.acme.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import io.quarkiverse.cloudfront.signer.SigningKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

// tag::key[]
public record KmsKey(String keyPairId, Algorithm algorithm, String keyId, KmsAsyncClient kms) implements SigningKey {

    @Override
    public Uni<byte[]> sign(byte[] policy) {
        return Uni.createFrom().completionStage(() -> kms.sign(request(policy)))
                // the SDK waits for credentials before it sends a request
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(response -> response.signature().asByteArray());
    }

    private SignRequest request(byte[] policy) {
        return SignRequest.builder()
                .keyId(keyId)
                .messageType(MessageType.DIGEST)
                .message(SdkBytes.fromByteArray(sha256(policy)))
                .signingAlgorithm(switch (algorithm) {
                    case ECDSA_SHA256 -> SigningAlgorithmSpec.ECDSA_SHA_256;
                    case RSA_SHA256 -> SigningAlgorithmSpec.RSASSA_PKCS1_V1_5_SHA_256;
                    case RSA_SHA1 -> throw new IllegalStateException("KMS does not sign with SHA-1");
                })
                .build();
    }

    private static byte[] sha256(byte[] policy) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(policy);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
    // end::key[]

    // tag::public[]
    /**
     * The public key in the form that you upload to CloudFront.
     */
    public Uni<String> publicKeyPem() {
        return Uni.createFrom().completionStage(() -> kms.getPublicKey(request -> request.keyId(keyId)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(response -> "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(response.publicKey().asByteArray())
                        + "\n-----END PUBLIC KEY-----\n");
    }
    // end::public[]
    // tag::key[]
}
// end::key[]
