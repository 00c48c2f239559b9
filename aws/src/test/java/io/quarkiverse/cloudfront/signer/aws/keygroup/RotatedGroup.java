package io.quarkiverse.cloudfront.signer.aws.keygroup;

import java.net.URI;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.keygroup.CloudFrontStandIn;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** A key group with one key, and the distribution that trusts it. */
final class RotatedGroup implements AutoCloseable {

    static final Duration AGE = Duration.ofDays(30);

    final CloudFrontStandIn cloudFront = new CloudFrontStandIn();
    final KeyPair oldPair = NewKey.p256Pair();
    final String old = cloudFront.upload(oldPair.getPublic(), AGE);
    final String id = cloudFront.createGroup(old);
    final String distribution = cloudFront.createDistribution(id);
    /** What the steps have told. */
    final List<String> progress = new ArrayList<>();
    final KeyRotation rotation = rotation(id);

    static PublicKey publicKey() {
        return NewKey.p256Pair().getPublic();
    }

    static CloudFrontClient client(URI endpoint, ExecutionInterceptor... interceptors) {
        return CloudFrontClient.builder().endpointOverride(endpoint).region(Region.AWS_GLOBAL)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                .overrideConfiguration(options -> List.of(interceptors).forEach(options::addExecutionInterceptor))
                .build();
    }

    KeyRotation rotation(String group) {
        return rotation(client(cloudFront.endpoint()), group);
    }

    private KeyRotation rotation(CloudFrontClient client, String group) {
        return new KeyRotation(client, group, Duration.ofMillis(1), Duration.ofSeconds(30), progress::add,
                progress::add);
    }

    /** CloudFront's clock is ahead of this machine's. */
    KeyRotation rotationAhead(Duration ahead) {
        ExecutionInterceptor clock = new ExecutionInterceptor() {

            @Override
            public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                return context.httpResponse().toBuilder().putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME
                        .format(Instant.now().plus(ahead).atOffset(ZoneOffset.UTC))).build();
            }
        };
        return rotation(client(cloudFront.endpoint(), clock), id);
    }

    @Override
    public void close() {
        rotation.close();
        cloudFront.close();
    }
}
