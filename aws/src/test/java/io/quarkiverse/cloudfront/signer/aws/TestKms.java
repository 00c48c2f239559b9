package io.quarkiverse.cloudfront.signer.aws;

import java.net.URI;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * Clients of a stand-in for KMS, and the keys that tests create there.
 */
final class TestKms {

    private TestKms() {
    }

    static KmsClient client(URI endpoint) {
        return KmsClient.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .build();
    }

    /**
     * @return the ARN
     */
    static String createKey(KmsClient kms, KeySpec spec, KeyUsageType usage) {
        return kms.createKey(request -> request.keySpec(spec).keyUsage(usage)).keyMetadata().arn();
    }

    static void createAlias(KmsClient kms, String alias, String keyId) {
        kms.createAlias(request -> request.aliasName(alias).targetKeyId(keyId));
    }
}
