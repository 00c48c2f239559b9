package org.acme.archive;

import java.util.Map;

import io.quarkiverse.cloudfront.signer.fixtures.keyvalue.KeyValueStandIn;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A stand-in for CloudFront KeyValueStore, which the tests get.
 */
public class KeyValueStore implements QuarkusTestResourceLifecycleManager {

    private static final String ENDPOINT = "aws.endpointUrlCloudFrontKeyValueStore";

    private KeyValueStandIn cloudFront;

    @Override
    public Map<String, String> start() {
        cloudFront = new KeyValueStandIn();
        System.setProperty(ENDPOINT, cloudFront.endpoint().toString());
        return Map.of("quarkus.cloudfront-signer.marks.store", KeyValueStandIn.ARN);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(cloudFront, new TestInjector.MatchesType(KeyValueStandIn.class));
    }

    @Override
    public void stop() {
        System.clearProperty(ENDPOINT);
        cloudFront.close();
    }
}
