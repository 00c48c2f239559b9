package io.quarkiverse.cloudfront.signer.deployment.golive;

import static io.quarkiverse.cloudfront.signer.deployment.golive.CloudFormation.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.edge.function.ViewerRequestFunction;

/**
 * What a template must set up, whatever language it is in. The resources are those of {@link CloudFormation} and
 * {@link Terraform}, without whatever has been checked already: if something is left, no rule knows it.
 */
final class SetupRules {

    private static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
    private static final String CORS_S3_ORIGIN = "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf";

    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> READ_WITH_CORS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> ALL = List.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE");

    private final PrivateContent content;
    private final boolean gate;
    private final List<String> cors;
    private final Map<String, Map<String, Object>> resources;

    private SetupRules(PrivateContent content, Map<String, Map<String, Object>> resources) {
        this.content = content;
        this.gate = content.gate() != null;
        this.cors = content.allowedOrigins();
        this.resources = new TreeMap<>(resources);
    }

    /**
     * @param keys the public keys by slot
     */
    static void check(PrivateContent content, Map<String, String> keys, Map<String, Map<String, Object>> resources) {
        SetupRules rules = new SetupRules(content, resources);
        rules.keysAreInTheGroup(keys);
        rules.onlyTheDistributionReadsTheBucket();
        rules.privateFilesNeedTheKeyGroup();
        rules.headersArePrivateAndAllowCors();
        rules.downloadsReachTheBucket();
        rules.functionFindsPagesAndChecksMarks();
        rules.applicationWritesRevocations();
        rules.tenantsAreApart();
        rules.alarmWatchesTheDistribution();
        assertThat(rules.resources).as("resources that no rule knows").isEmpty();
    }

    private Map<String, Object> next(String resource, String wrapper) {
        Map<String, Object> properties = resources.remove(resource);
        assertThat(properties).as(resource).containsOnlyKeys(wrapper);
        return map(properties.get(wrapper));
    }

    private void keysAreInTheGroup(Map<String, String> keys) {
        keys.forEach((slot, pem) -> assertThat(next("Key" + slot, "PublicKeyConfig")).isEqualTo(Map.of("Name",
                content.name() + "-" + slot, "CallerReference", pem.split("\n")[1], "EncodedKey", pem)));
        assertThat(next("KeyGroup", "KeyGroupConfig")).isEqualTo(Map.of("Name", content.name(), "Items",
                keys.keySet().stream().map(slot -> "Key" + slot).toList()));
    }

    private void onlyTheDistributionReadsTheBucket() {
        assertThat(next("OriginAccessControl", "OriginAccessControlConfig")).isEqualTo(Map.of("Name", content.name(),
                "OriginAccessControlOriginType", "s3", "SigningBehavior", "always", "SigningProtocol", "sigv4"));
        assertThat(resources.remove("Bucket")).isEqualTo(cors.isEmpty() ? Map.of()
                : Map.of("CorsConfiguration", Map.of("CorsRules", List.of(Map.of("AllowedOrigins", cors, "AllowedMethods", READ,
                        "AllowedHeaders", List.of("Range"), "MaxAge", 600)))));
        List<Map<String, Object>> statements = new ArrayList<>(List.of(statement("s3:GetObject", "Bucket.Arn/*")));
        if (gate) {
            statements.add(statement("s3:ListBucket", "Bucket.Arn"));
        }
        assertThat(resources.remove("BucketPolicy")).isEqualTo(Map.of("Bucket", "Bucket", "PolicyDocument",
                Map.of("Version", "2012-10-17", "Statement", statements)));
    }

    private static Map<String, Object> statement(String action, String resource) {
        return Map.of("Effect", "Allow", "Principal", Map.of("Service", "cloudfront.amazonaws.com"), "Action", action,
                "Resource", resource, "Condition", Map.of("StringEquals", Map.of("AWS:SourceArn",
                        "arn:AWS::Partition:cloudfront::AWS::AccountId:distribution/Distribution")));
    }

    private void privateFilesNeedTheKeyGroup() {
        Map<String, Object> distribution = new HashMap<>(next("Distribution", "DistributionConfig"));
        List<Behavior> behaviors = new ArrayList<>();
        ((List<?>) distribution.getOrDefault("CacheBehaviors", List.of()))
                .forEach(behavior -> behaviors.add(Behavior.of(map(behavior))));
        behaviors.add(Behavior.of(map(distribution.remove("DefaultCacheBehavior"))));
        distribution.remove("CacheBehaviors");
        assertThat(behaviors).isEqualTo(behaviors());
        assertThat(distribution.remove("Origins")).isEqualTo(origins());
        assertThat(distribution).isEqualTo(settings());
    }

    /** CloudFront uses the first behavior that matches, and the default one last. */
    private List<Behavior> behaviors() {
        String protocol = gate ? "redirect-to-https" : "https-only";
        List<Behavior> behaviors = new ArrayList<>();
        if (gate) {
            behaviors.add(new Behavior(content.gate().pattern(), "application", protocol, ALL, false, List.of(),
                    CACHING_DISABLED, ALL_VIEWER, null, List.of()));
        }
        for (String path : content.patterns()) {
            behaviors.add(new Behavior(path, "bucket", protocol, cors.isEmpty() ? READ : READ_WITH_CORS, true,
                    List.of("KeyGroup"), content.downloads() ? "DownloadsCachePolicy" : CACHING_OPTIMIZED,
                    cors.isEmpty() ? null : CORS_S3_ORIGIN, headers(path), functions(path)));
        }
        if (!content.everything()) {
            behaviors.add(new Behavior("*", "bucket", protocol, READ, true, List.of(), CACHING_OPTIMIZED, null, null,
                    List.of()));
        }
        return behaviors;
    }

    private String headers(String path) {
        return content.isSite(path) ? "SiteHeadersPolicy" : cors.isEmpty() ? null : "CorsHeadersPolicy";
    }

    private List<Map<String, String>> functions(String path) {
        return content.marks().isPresent() || content.directories() || content.isSite(path) && hasPages()
                ? List.of(Map.of("EventType", "viewer-request",
                        "FunctionARN", "ViewerRequestFunction.FunctionMetadata.FunctionARN"))
                : List.of();
    }

    private boolean hasPages() {
        return gate && !content.gate().site().parts().isEmpty();
    }

    private List<Map<String, Object>> origins() {
        Map<String, Object> bucket = new HashMap<>(Map.of("Id", "bucket", "DomainName", "Bucket.RegionalDomainName",
                "OriginAccessControlId", "OriginAccessControl.Id", "S3OriginConfig", Map.of("OriginAccessIdentity", "")));
        if (content.tenants() != null) {
            bucket.put("OriginPath", "/{{tenantName}}");
        }
        Map<String, Object> application = Map.of("Id", "application", "DomainName", "ApplicationHost", "CustomOriginConfig",
                Map.of("HTTPPort", 80, "HTTPSPort", 443, "OriginProtocolPolicy", "https-only", "OriginSSLProtocols",
                        List.of("TLSv1.2")));
        return gate ? List.of(bucket, application) : List.of(bucket);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Map.of("Enabled", true, "Comment", content.name(), "HttpVersion",
                "http2and3"));
        if (content.tenants() != null) {
            settings.put("ConnectionMode", "tenant-only");
            settings.put("TenantConfig", Map.of("ParameterDefinitions", List.of(
                    Map.of("Name", "tenantName", "Definition", Map.of("StringSchema", Map.of("Required", true))))));
        } else {
            settings.put("IPV6Enabled", content.ipv6());
        }
        if (content.alias() != null) {
            settings.put("Aliases", List.of(content.alias()));
        }
        if (content.alias() != null || content.tenants() != null) {
            settings.put("ViewerCertificate", Map.of("AcmCertificateArn", "CertificateArn", "MinimumProtocolVersion",
                    "TLSv1.2_2021", "SslSupportMethod", "sni-only"));
        }
        if (gate) {
            // otherwise, "/" is the list of all files
            settings.put("DefaultRootObject", "index.html");
            List<Map<String, Object>> pages = new ArrayList<>(List.of(Map.of("ErrorCode", 403, "ResponseCode", 403,
                    "ResponsePagePath", content.gate().deniedPage(), "ErrorCachingMinTTL", 0)));
            content.gate().site().notFound().ifPresent(
                    page -> pages.add(Map.of("ErrorCode", 404, "ResponseCode", 404, "ResponsePagePath", page)));
            pages.add(Map.of("ErrorCode", 503, "ErrorCachingMinTTL", 0));
            settings.put("CustomErrorResponses", pages);
        }
        return settings;
    }

    private void headersArePrivateAndAllowCors() {
        for (String name : new TreeSet<>(
                content.patterns().stream().map(this::headers).filter(name -> name != null).toList())) {
            Map<String, Object> expected = new HashMap<>();
            boolean site = name.equals("SiteHeadersPolicy");
            expected.put("Name", content.name() + (site ? "-site" : "-cors"));
            if (!cors.isEmpty()) {
                expected.put("CorsConfig", Map.of("AccessControlAllowCredentials", content.cookies(),
                        "AccessControlAllowOrigins", Map.of("Items", cors), "AccessControlAllowMethods",
                        Map.of("Items", READ_WITH_CORS), "AccessControlAllowHeaders", Map.of("Items", List.of("Range")),
                        "AccessControlMaxAgeSec", 600, "OriginOverride", true));
            }
            if (site) {
                expected.put("CustomHeadersConfig", Map.of("Items", List.of(
                        Map.of("Header", "Cache-Control", "Value", "private, no-cache", "Override", false))));
                expected.put("SecurityHeadersConfig", Map.of("ContentTypeOptions", Map.of("Override", true),
                        "ReferrerPolicy", Map.of("ReferrerPolicy", "strict-origin-when-cross-origin", "Override", false),
                        "StrictTransportSecurity", Map.of("AccessControlMaxAgeSec", 31536000, "Override", false)));
            }
            assertThat(next(name, "ResponseHeadersPolicyConfig")).isEqualTo(expected);
        }
    }

    private void downloadsReachTheBucket() {
        if (content.downloads()) {
            Map<String, Object> policy = new HashMap<>(next("DownloadsCachePolicy", "CachePolicyConfig"));
            assertThat(policy.remove("Name")).isEqualTo(content.name() + "-downloads");
            assertThat(policy).isEqualTo(DownloadsTest.documentedCachePolicy());
        }
    }

    /** The script is the one that the command line prints with the secrets. */
    private void functionFindsPagesAndChecksMarks() {
        boolean marks = content.marks().isPresent();
        if (!marks && !content.directories() && !hasPages()) {
            return;
        }
        Map<String, Object> config = new HashMap<>(Map.of("Runtime", "cloudfront-js-2.0", "Comment",
                comment() + content.name()));
        ViewerRequestFunction function = new ViewerRequestFunction();
        if (content.gate() != null) {
            function.deniedPage(content.gate().deniedPage());
        }
        if (marks) {
            function.marks(Tool.MARK_KEYS, content.marks().get().required());
            config.put("KeyValueStoreAssociations", List.of(Map.of("KeyValueStoreARN", "RevocationStore.Arn")));
        }
        if (content.directories()) {
            function.directories();
        }
        if (hasPages()) {
            function.pages(content.gate().site());
        }
        assertThat(resources.remove("ViewerRequestFunction")).isEqualTo(Map.of("Name", content.name() + "-viewer-request",
                "AutoPublish", true, "FunctionCode", function.script(), "FunctionConfig", config));
    }

    private String comment() {
        String marks = content.marks().isPresent() ? " and marks" : "";
        String directories = content.directories() ? " and directories" : "";
        String all = (marks + directories + (hasPages() ? " and pages" : "")).substring(" and ".length());
        return all.substring(0, 1).toUpperCase(Locale.ROOT) + all.substring(1) + " of ";
    }

    private void applicationWritesRevocations() {
        if (content.marks().isPresent()) {
            assertThat(resources.remove("RevocationStore")).isEqualTo(Map.of("Name", content.name() + "-revocations"));
            assertThat(resources.remove("RevocationsPolicy")).isEqualTo(Map.of("PolicyDocument",
                    Map.of("Version", "2012-10-17", "Statement", List.of(Map.of("Effect", "Allow", "Action",
                            Stream.of("DescribeKeyValueStore", "GetKey", "ListKeys", "UpdateKeys")
                                    .map(action -> "cloudfront-keyvaluestore:" + action).toList(),
                            "Resource", "RevocationStore.Arn")))));
        }
    }

    /** The sample is as each tenant must be. */
    private void tenantsAreApart() {
        if (content.tenants() != null) {
            assertThat(resources.remove("ConnectionGroup"))
                    .isEqualTo(Map.of("Name", content.name(), "Ipv6Enabled", content.ipv6()));
            assertThat(resources.remove("TenantAcme")).isEqualTo(Map.of("Name", content.name() + "-acme", "DistributionId",
                    "Distribution", "ConnectionGroupId", "ConnectionGroup", "Domains",
                    List.of("acme." + content.tenants()), "Parameters",
                    List.of(Map.of("Name", "tenantName", "Value", "acme"))));
        }
    }

    /** CloudFront counts 403 apart from 404 only if its additional metrics are on. */
    private void alarmWatchesTheDistribution() {
        assertThat(resources.remove("Monitoring")).isEqualTo(Map.of("DistributionId", "Distribution", "MonitoringSubscription",
                Map.of("RealtimeMetricsSubscriptionConfig", Map.of("RealtimeMetricsSubscriptionStatus", "Enabled"))));
        Map<String, Object> alarm = new HashMap<>(resources.remove("RefusedRequestsAlarm"));
        assertThat(alarm.remove("AlarmDescription")).asString().startsWith("CloudFront answers many requests with status 403");
        assertThat(alarm).isEqualTo(Map.ofEntries(Map.entry("AlarmName", content.name() + "-refused-requests"),
                Map.entry("Namespace", "AWS/CloudFront"), Map.entry("MetricName", "403ErrorRate"),
                Map.entry("Dimensions", List.of(Map.of("Name", "DistributionId", "Value", "Distribution"),
                        Map.of("Name", "Region", "Value", "Global"))),
                Map.entry("Statistic", "Average"), Map.entry("Period", 300), Map.entry("EvaluationPeriods", 2),
                Map.entry("Threshold", gate ? 50 : 20), Map.entry("ComparisonOperator", "GreaterThanThreshold"),
                Map.entry("TreatMissingData", "notBreaching"), Map.entry("AlarmActions", List.of("AlarmTopic")),
                Map.entry("OKActions", List.of("AlarmTopic"))));
    }
}
