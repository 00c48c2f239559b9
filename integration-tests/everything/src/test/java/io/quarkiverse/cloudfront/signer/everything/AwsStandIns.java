package io.quarkiverse.cloudfront.signer.everything;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkiverse.cloudfront.signer.programs.Moto;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/**
 * moto's KMS with a key of each kind, and a key value store for revocations. The application only starts if it can sign with
 * both
 * keys, if the public keys verify the signatures, and if it can read the store.
 */
public class AwsStandIns implements QuarkusTestResourceLifecycleManager {

    private final Map<String, String> properties = new HashMap<>();
    private final KeyValueStandIn store = new KeyValueStandIn();
    private Moto moto;

    @Override
    public Map<String, String> start() {
        moto = Moto.start();
        properties.put("aws.region", "eu-central-1");
        properties.put("aws.accessKeyId", "AKIDEXAMPLE");
        properties.put("aws.secretAccessKey", "secret");
        properties.put("aws.endpointUrlKms", moto.endpoint().toString());
        properties.put("aws.endpointUrlCloudFrontKeyValueStore", store.endpoint().toString());
        properties.put("quarkus.cloudfront-signer.marks.store", KeyValueStandIn.ARN);
        try (KmsClient kms = client(moto.endpoint())) {
            signer(kms, "archive", KeySpec.ECC_NIST_P256);
            signer(kms, "press", KeySpec.RSA_2048);
        }
        return properties;
    }

    private static KmsClient client(URI endpoint) {
        return KmsClient.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .build();
    }

    private void signer(KmsClient kms, String name, KeySpec spec) {
        String key = kms.createKey(request -> request.keySpec(spec).keyUsage(KeyUsageType.SIGN_VERIFY)).keyMetadata().keyId();
        String signer = "quarkus.cloudfront-signer.\"" + name + "\".";
        properties.put(signer + "url", "https://" + name + ".example.com");
        properties.put(signer + "key-pair-id", "K2" + name.toUpperCase(Locale.ROOT));
        properties.put(signer + "private-key-location", "aws-kms:" + key);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(AwsStandIns.class));
    }

    /** What applications need to use them. */
    Map<String, String> properties() {
        return properties;
    }

    KeyValueStandIn store() {
        return store;
    }

    @Override
    public void stop() {
        store.close();
        if (moto != null) {
            moto.close();
        }
    }
}
