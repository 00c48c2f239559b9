// A bucket, and a distribution in front of it, with public-key.pem in the directory of cdk.json:
//   cdk deploy{#if alias} -c certificateArn=arn:aws:acm:us-east-1:…{/if}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.CfnOutput;
{#if downloads}
import software.amazon.awscdk.Duration;
{/if}
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
{#if alias}
import software.amazon.awscdk.services.certificatemanager.Certificate;
{/if}
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
{#if downloads}
import software.amazon.awscdk.services.cloudfront.CacheQueryStringBehavior;
{/if}
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.KeyGroup;
import software.amazon.awscdk.services.cloudfront.PublicKey;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

public class PrivateContentStack extends Stack {

    public PrivateContentStack(Construct scope, String id, StackProps props) throws IOException {
        super(scope, id, props);
        PublicKey publicKey = PublicKey.Builder.create(this, "PublicKey")
                .publicKeyName("{name}-1")
                .encodedKey(Files.readString(Path.of("public-key.pem")))
                .build();
        KeyGroup keyGroup = KeyGroup.Builder.create(this, "KeyGroup")
                .keyGroupName("{name}")
                .items(List.of(publicKey))
                .build();
        Bucket bucket = new Bucket(this, "Bucket");
        IOrigin origin = S3BucketOrigin.withOriginAccessControl(bucket);
{#if downloads}
        // for downloads with their own names, S3 needs these query parameters;
        // they are part of the cache key: CloudFront caches one copy of a file for each name
        // {downloadsGuide}
        CachePolicy downloads = CachePolicy.Builder.create(this, "DownloadsCachePolicy")
                .cachePolicyName("{name}-downloads")
                .minTtl(Duration.seconds(1))
                .defaultTtl(Duration.days(1))
                .maxTtl(Duration.days(365))
                .enableAcceptEncodingGzip(true)
                .enableAcceptEncodingBrotli(true)
                .queryStringBehavior(CacheQueryStringBehavior.allowList(
                        {#for parameter in downloadParameters}"{parameter}"{#if parameter_hasNext}, {/if}{/for}))
                .build();
{/if}
        BehaviorOptions restricted = BehaviorOptions.builder()
                .origin(origin)
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .cachePolicy({#if downloads}downloads{#else}CachePolicy.CACHING_OPTIMIZED{/if})
                .trustedKeyGroups(List.of(keyGroup))
                .build();
{#if !everything}
        // open to everybody: paths without a cache behavior of their own
        BehaviorOptions open = BehaviorOptions.builder()
                .origin(origin)
                .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .build();
{/if}
        Distribution distribution = Distribution.Builder.create(this, "Distribution")
                .comment("{name}")
                .httpVersion(HttpVersion.HTTP2_AND_3)
{#if !ipv6}
                // IPv4 only, because policies contain the viewer's IPv4 address
                .enableIpv6(false)
{/if}
{#if alias}
                .domainNames(List.of("{alias}"))
                .certificate(Certificate.fromCertificateArn(this, "Certificate",
                        (String) getNode().tryGetContext("certificateArn")))
{/if}
{#if everything}
{#for place in unknown}
{#if place_isFirst}
                // restricted, because the URLs that these sign are not known at build time:
{/if}
                //   {place}
{/for}
                .defaultBehavior(restricted)
{#else}
                .defaultBehavior(open)
                .additionalBehaviors(Map.ofEntries(
{#for path in patterns}
                        Map.entry("{path}", restricted){#if path_hasNext},{#else})){/if}
{/for}
{/if}
                .build();
        CfnOutput.Builder.create(this, "KeyPairId").value(publicKey.getPublicKeyId()).build();
        CfnOutput.Builder.create(this, "Url").value({#if alias}"https://{alias}"{#else}"https://" + distribution.getDistributionDomainName(){/if}).build();
    }
}
