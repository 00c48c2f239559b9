package org.acme.archive;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.programs.Moto;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * moto's KMS with the keys of the sample, created as an administrator would.
 */
public class MotoKms implements QuarkusTestResourceLifecycleManager {

    private static final String ENDPOINT = "aws.endpointUrlKms";

    /** System properties for settings that applications have as environment variables, such as AWS_REGION. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "AKIDEXAMPLE",
            "aws.secretAccessKey", "secret");

    private Moto moto;

    @Override
    public Map<String, String> start() {
        moto = Moto.start();
        ENVIRONMENT.forEach(System::setProperty);
        System.setProperty(ENDPOINT, moto.endpoint().toString());
        try (KmsClient kms = KmsClient.create()) {
            createKey(kms, KeySpec.ECC_NIST_P256, "alias/cloudfront-archive");
            createKey(kms, KeySpec.RSA_2048, "alias/cloudfront-press");
        }
        return Map.of();
    }

    private static void createKey(KmsClient kms, KeySpec spec, String alias) {
        String id = kms.createKey(request -> request.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY)).keyMetadata().keyId();
        kms.createAlias(request -> request.aliasName(alias).targetKeyId(id));
    }

    @Override
    public void stop() {
        ENVIRONMENT.keySet().forEach(System::clearProperty);
        System.clearProperty(ENDPOINT);
        if (moto != null) {
            moto.close();
        }
    }
}
