// A bucket, and a distribution in front of it, with public-key.pem{#if function} and viewer-request.js{/if} in the directory of cdk.json:
//   cdk deploy{#if gate} -c applicationHost=app.example.com{/if}{#if alias} -c certificateArn=arn:aws:acm:us-east-1:…{/if}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
{#if gate}
import java.util.LinkedHashMap;
{/if}
import java.util.List;
import java.util.Map;

import software.amazon.awscdk.CfnOutput;
{#if downloads || gate}
import software.amazon.awscdk.Duration;
{/if}
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
{#if alias}
import software.amazon.awscdk.services.certificatemanager.Certificate;
{/if}
{#if gate}
import software.amazon.awscdk.services.cloudfront.AccessLevel;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
{/if}
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
{#if downloads}
import software.amazon.awscdk.services.cloudfront.CacheQueryStringBehavior;
{/if}
import software.amazon.awscdk.services.cloudfront.Distribution;
{#if gate}
import software.amazon.awscdk.services.cloudfront.ErrorResponse;
{#if function}
import software.amazon.awscdk.services.cloudfront.FileCodeOptions;
import software.amazon.awscdk.services.cloudfront.Function;
import software.amazon.awscdk.services.cloudfront.FunctionAssociation;
import software.amazon.awscdk.services.cloudfront.FunctionCode;
import software.amazon.awscdk.services.cloudfront.FunctionEventType;
import software.amazon.awscdk.services.cloudfront.FunctionRuntime;
{/if}
import software.amazon.awscdk.services.cloudfront.HeadersReferrerPolicy;
{/if}
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.IOrigin;
import software.amazon.awscdk.services.cloudfront.KeyGroup;
{#if gate}
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
{/if}
import software.amazon.awscdk.services.cloudfront.PublicKey;
{#if gate}
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeader;
import software.amazon.awscdk.services.cloudfront.ResponseCustomHeadersBehavior;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersContentTypeOptions;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersReferrerPolicy;
import software.amazon.awscdk.services.cloudfront.ResponseHeadersStrictTransportSecurity;
import software.amazon.awscdk.services.cloudfront.ResponseSecurityHeadersBehavior;
{/if}
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
{#if gate}
import software.amazon.awscdk.services.cloudfront.origins.HttpOrigin;
{/if}
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOrigin;
{#if gate}
import software.amazon.awscdk.services.cloudfront.origins.S3BucketOriginWithOACProps;
{/if}
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
{#if gate}
        // with LIST, S3 answers with 404 if a file does not exist, and not with 403, which would lead to the login
        IOrigin origin = S3BucketOrigin.withOriginAccessControl(bucket, S3BucketOriginWithOACProps.builder()
                .originAccessLevels(List.of(AccessLevel.READ, AccessLevel.LIST))
                .build());
        IOrigin application = HttpOrigin.Builder.create((String) getNode().tryGetContext("applicationHost"))
                .protocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                .build();
{#else}
        IOrigin origin = S3BucketOrigin.withOriginAccessControl(bucket);
{/if}
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
{#if gate}
        // ALL_VIEWER includes Host, so that the login leads back to the host that viewers use: the application's load balancer
        // must accept this host, and its certificate must be valid for applicationHost or for this host
        BehaviorOptions gate = BehaviorOptions.builder()
                .origin(application)
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .allowedMethods(AllowedMethods.ALLOW_ALL)
                .cachePolicy(CachePolicy.CACHING_DISABLED)
                .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER)
                .build();
        // private files without a Cache-Control header get one, so that browsers do not show them after a logout
        ResponseHeadersPolicy headers = ResponseHeadersPolicy.Builder.create(this, "SiteHeadersPolicy")
                .responseHeadersPolicyName("{name}-site")
                .customHeadersBehavior(ResponseCustomHeadersBehavior.builder()
                        .customHeaders(List.of(ResponseCustomHeader.builder()
                                .header("Cache-Control").value("private, no-cache").override(false).build()))
                        .build())
                .securityHeadersBehavior(ResponseSecurityHeadersBehavior.builder()
                        .contentTypeOptions(ResponseHeadersContentTypeOptions.builder().override(true).build())
                        .referrerPolicy(ResponseHeadersReferrerPolicy.builder()
                                .referrerPolicy(HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN).override(false).build())
                        .strictTransportSecurity(ResponseHeadersStrictTransportSecurity.builder()
                                .accessControlMaxAge(Duration.days(365)).override(false).build())
                        .build())
                .build();
        BehaviorOptions site = BehaviorOptions.builder()
                .origin(origin)
                .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                .cachePolicy({#if downloads}downloads{#else}CachePolicy.CACHING_OPTIMIZED{/if})
                .responseHeadersPolicy(headers)
{#if function}
                // finds the files of pages, after the signature of the viewer's own URL has been verified
                .functionAssociations(List.of(FunctionAssociation.builder()
                        .eventType(FunctionEventType.VIEWER_REQUEST)
                        .function(Function.Builder.create(this, "ViewerRequestFunction")
                                .functionName("{name}-viewer-request")
                                .code(FunctionCode.fromFile(FileCodeOptions.builder()
                                        .filePath("viewer-request.js").build()))
                                .runtime(FunctionRuntime.JS_2_0)
                                .build())
                        .build()))
{/if}
                .trustedKeyGroups(List.of(keyGroup))
                .build();
{/if}
{#if onlySite}
{#else}
        BehaviorOptions restricted = BehaviorOptions.builder()
                .origin(origin)
                .viewerProtocolPolicy(ViewerProtocolPolicy.{#if gate}REDIRECT_TO_HTTPS{#else}HTTPS_ONLY{/if})
                .cachePolicy({#if downloads}downloads{#else}CachePolicy.CACHING_OPTIMIZED{/if})
                .trustedKeyGroups(List.of(keyGroup))
                .build();
{/if}
{#if !everything}
        // open to everybody: paths without a cache behavior of their own
        BehaviorOptions open = BehaviorOptions.builder()
                .origin(origin)
                .viewerProtocolPolicy(ViewerProtocolPolicy.{#if gate}REDIRECT_TO_HTTPS{#else}HTTPS_ONLY{/if})
                .cachePolicy(CachePolicy.CACHING_OPTIMIZED)
                .build();
{/if}
{#if gate}
        // CloudFront uses the first behavior that matches
        // add gate for other paths of the application, such as /j_security_check or quarkus.oidc.authentication.redirect-path
        Map<String, BehaviorOptions> behaviors = new LinkedHashMap<>();
        behaviors.put("{gate.pattern}", gate);
{#if !everything}
{#for path in patterns}
        behaviors.put("{path}", {#if sitePatterns.contains(path)}site{#else}restricted{/if});
{/for}
{/if}
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
                .defaultBehavior({#if gate}site{#else}restricted{/if})
{#else}
                .defaultBehavior(open)
{#if !gate}
                .additionalBehaviors(Map.ofEntries(
{#for path in patterns}
                        Map.entry("{path}", restricted){#if path_hasNext},{#else})){/if}
{/for}
{/if}
{/if}
{#if gate}
                .additionalBehaviors(behaviors)
                // required unless / leads to the application: otherwise, / shows the list of all files, because CloudFront may list the bucket
                .defaultRootObject("index.html")
                // leads viewers without valid cookies to the login; not cached, because they come back
                .errorResponses(List.of(ErrorResponse.builder()
                        .httpStatus(403)
                        .responseHttpStatus(403)
                        .responsePagePath("{gate.deniedPage}")
                        .ttl(Duration.seconds(0))
                        .build(),
                        // the gate answers prefetched links with it
                        ErrorResponse.builder().httpStatus(503).ttl(Duration.seconds(0)).build()))
{/if}
                .build();
        CfnOutput.Builder.create(this, "KeyPairId").value(publicKey.getPublicKeyId()).build();
        CfnOutput.Builder.create(this, "Url").value({#if alias}"https://{alias}"{#else}"https://" + distribution.getDistributionDomainName(){/if}).build();
    }
}
