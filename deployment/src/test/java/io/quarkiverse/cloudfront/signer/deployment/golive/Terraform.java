package io.quarkiverse.cloudfront.signer.deployment.golive;

import static io.quarkiverse.cloudfront.signer.deployment.golive.CloudFormation.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Evaluates a Terraform configuration, and writes its resources as CloudFormation does. What it does not know is an error.
 */
final class Terraform {

    /** The resources' names in CloudFormation, and the property below which the others are. */
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("aws_cloudfront_public_key signer", "Key/PublicKeyConfig"),
            Map.entry("aws_cloudfront_key_group signer", "KeyGroup/KeyGroupConfig"),
            Map.entry("aws_cloudfront_origin_access_control origin", "OriginAccessControl/OriginAccessControlConfig"),
            Map.entry("aws_cloudfront_cache_policy downloads", "DownloadsCachePolicy/CachePolicyConfig"),
            Map.entry("aws_cloudfront_response_headers_policy site", "SiteHeadersPolicy/ResponseHeadersPolicyConfig"),
            Map.entry("aws_cloudfront_response_headers_policy cors", "CorsHeadersPolicy/ResponseHeadersPolicyConfig"),
            Map.entry("aws_cloudfront_function viewer_request", "ViewerRequestFunction/"),
            Map.entry("aws_cloudfront_distribution content", "Distribution/DistributionConfig"),
            Map.entry("aws_cloudfront_multitenant_distribution content", "Distribution/DistributionConfig"),
            Map.entry("aws_cloudfront_connection_group content", "ConnectionGroup/"),
            Map.entry("aws_cloudfront_distribution_tenant acme", "TenantAcme/"),
            Map.entry("aws_cloudfront_key_value_store revocations", "RevocationStore/"),
            Map.entry("aws_iam_policy revocations", "RevocationsPolicy/"),
            Map.entry("aws_s3_bucket origin", "Bucket/"),
            Map.entry("aws_s3_bucket_cors_configuration origin", "Bucket/CorsConfiguration"),
            Map.entry("aws_s3_bucket_policy origin", "BucketPolicy/"),
            Map.entry("aws_cloudwatch_metric_alarm refused_requests", "RefusedRequestsAlarm/"));

    /** Each name that is written differently, apart from underscores. */
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("origin", "Origins"),
            Map.entry("origin_id", "Id"), Map.entry("ordered_cache_behavior", "CacheBehaviors"),
            Map.entry("cache_behavior", "CacheBehaviors"), Map.entry("parameter_definition", "ParameterDefinitions"),
            Map.entry("parameter", "Parameters"), Map.entry("domain", "Domains"),
            Map.entry("custom_error_response", "CustomErrorResponses"), Map.entry("is_ipv6_enabled", "IPV6Enabled"),
            Map.entry("function_association", "FunctionAssociations"), Map.entry("function_arn", "FunctionARN"),
            Map.entry("error_caching_min_ttl", "ErrorCachingMinTTL"), Map.entry("http_port", "HTTPPort"),
            Map.entry("https_port", "HTTPSPort"), Map.entry("origin_ssl_protocols", "OriginSSLProtocols"),
            Map.entry("policy", "PolicyDocument"), Map.entry("min_ttl", "MinTTL"), Map.entry("default_ttl", "DefaultTTL"),
            Map.entry("max_ttl", "MaxTTL"),
            Map.entry("cors_rule", "CorsRules"), Map.entry("max_age_seconds", "MaxAge"), Map.entry("ok_actions", "OKActions"));

    /** Blocks that may appear several times. All others appear once at most. */
    private static final Set<String> LISTS = Set.of("Origins", "CacheBehaviors", "CustomErrorResponses",
            "FunctionAssociations", "Items", "CorsRules", "Statement", "ParameterDefinitions", "Parameters", "Domains");

    private static final String DISTRIBUTION_ARN = "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}";

    private static final String ALL_KEYS = "${[for key in aws_cloudfront_public_key.signer : key.id]}";
    private static final Pattern WORD = Pattern.compile("_?([a-z0-9]+)");

    /** As CloudFormation replaces them, too. */
    private static final String FUNCTION_WITH_KEYS = "${templatefile(\"${path.module}/viewer-request.js\", "
            + "{ Keys = replace(var.mark_keys, \",\", \"', '\"), MarksRequired = var.marks_required, "
            + "MarksUnbound = var.marks_unbound })}";

    private static final Map<String, String> REFERENCES = Map.ofEntries(
            Map.entry(FUNCTION_WITH_KEYS, "file viewer-request.js with keys"),
            Map.entry("${aws_cloudfront_key_value_store.revocations.arn}", "RevocationStore.Arn"),
            Map.entry("${aws_cloudfront_multitenant_distribution.content.id}", "Distribution"),
            Map.entry("${aws_cloudfront_multitenant_distribution.content.arn}", DISTRIBUTION_ARN),
            Map.entry("${aws_cloudfront_connection_group.content.id}", "ConnectionGroup"),
            Map.entry("${var.public_keys}", "each slot"),
            Map.entry("${file(\"${path.module}/${each.value}\")}", "file of the slot"),
            Map.entry("${file(\"${path.module}/viewer-request.js\")}", "file viewer-request.js"),
            Map.entry("${aws.us_east_1}", "us-east-1"), Map.entry("${var.alarm_topic == \"\" ? 0 : 1}", "if AlarmTopic"),
            Map.entry("${aws_cloudfront_key_group.signer.id}", "KeyGroup"),
            Map.entry("${aws_cloudfront_cache_policy.downloads.id}", "DownloadsCachePolicy"),
            Map.entry("${aws_cloudfront_response_headers_policy.site.id}", "SiteHeadersPolicy"),
            Map.entry("${aws_cloudfront_response_headers_policy.cors.id}", "CorsHeadersPolicy"),
            Map.entry("${aws_cloudfront_function.viewer_request.arn}",
                    "ViewerRequestFunction.FunctionMetadata.FunctionARN"),
            Map.entry("${aws_cloudfront_origin_access_control.origin.id}", "OriginAccessControl.Id"),
            Map.entry("${aws_cloudfront_distribution.content.id}", "Distribution"),
            Map.entry("${aws_cloudfront_distribution.content.arn}", DISTRIBUTION_ARN),
            Map.entry("${aws_s3_bucket.origin.id}", "Bucket"), Map.entry("${aws_s3_bucket.origin.arn}", "Bucket.Arn"),
            Map.entry("${aws_s3_bucket.origin.arn}/*", "${Bucket.Arn}/*"),
            Map.entry("${aws_s3_bucket.origin.bucket_regional_domain_name}", "Bucket.RegionalDomainName"),
            Map.entry("${var.application_host}", "ApplicationHost"), Map.entry("${var.certificate_arn}", "CertificateArn"),
            Map.entry("${var.alarm_topic}", "AlarmTopic"));

    private final Map<String, String> keys;
    private final String function;
    private final Map<String, Map<String, Object>> resources = new TreeMap<>();

    private Terraform(Map<String, String> keys, String function) {
        this.keys = keys;
        this.function = function;
    }

    /**
     * @param keys the public keys by slot
     * @param function the content of viewer-request.js
     */
    static Map<String, Map<String, Object>> resources(String text, Map<String, String> keys, String function) {
        Map<String, Object> blocks = Hcl.parse(text);
        Terraform terraform = new Terraform(keys, function.replace("${Keys}", Tool.markKeys().replace(",", "', '"))
                .replace("${MarksRequired}", String.valueOf(defaultOf(blocks.get("variable marks_required"))))
                .replace("${MarksUnbound}", String.valueOf(defaultOf(blocks.get("variable marks_unbound")))));
        blocks.forEach((header, block) -> {
            if (header.startsWith("resource ")) {
                String[] name = known(RESOURCES, header.substring("resource ".length())).split("/", 2);
                Map<String, Object> properties = map(terraform.translated(block));
                if (header.contains("multitenant")) {
                    // Terraform sets it
                    properties.put("ConnectionMode", "tenant-only");
                }
                terraform.add(name[0], name[1], properties);
            }
        });
        return terraform.resources;
    }

    private static Object defaultOf(Object variable) {
        return variable == null ? "" : map(variable).get("default");
    }

    private void add(String name, String wrapper, Map<String, Object> properties) {
        switch (name) {
            case "Key" -> addKeys(properties);
            case "Distribution" -> distribution(properties);
            case "DownloadsCachePolicy" -> map(map(properties.get("ParametersInCacheKeyAndForwardedToOrigin"))
                    .get("QueryStringsConfig")).computeIfPresent("QueryStrings", (key, value) -> map(value).get("Items"));
            case "ViewerRequestFunction" -> {
                List<?> stores = (List<?>) properties.remove("KeyValueStoreAssociations");
                remove(properties, "Code", function.contains("MARKS") ? "file viewer-request.js with keys"
                        : "file viewer-request.js");
                properties.put("FunctionCode", function);
                properties.put("AutoPublish", properties.remove("Publish"));
                Map<String, Object> config = new LinkedHashMap<>();
                config.put("Comment", properties.remove("Comment"));
                config.put("Runtime", properties.remove("Runtime"));
                if (stores != null) {
                    config.put("KeyValueStoreAssociations",
                            stores.stream().map(arn -> Map.of("KeyValueStoreARN", arn)).toList());
                }
                properties.put("FunctionConfig", config);
            }
            case "RevocationsPolicy" -> properties.remove("NamePrefix");
            case "TenantAcme" -> properties.computeIfPresent("Domains",
                    (key, domains) -> maps(domains).stream().map(domain -> domain.get("Domains")).toList());
            case "RefusedRequestsAlarm" -> {
                remove(properties, "Provider", "us-east-1");
                remove(properties, "Count", "if AlarmTopic");
                properties.computeIfPresent("Dimensions", (key, dimensions) -> map(dimensions).entrySet().stream()
                        .map(each -> Map.of("Name", each.getKey(), "Value", each.getValue())).toList());
            }
            case "Bucket" -> {
                properties.remove("BucketPrefix");
                if (!wrapper.isEmpty()) {
                    remove(properties, "Bucket", "Bucket");
                }
            }
            default -> {
            }
        }
        if (!name.equals("Key")) {
            resources.computeIfAbsent(name, missing -> new LinkedHashMap<>())
                    .putAll(wrapper.isEmpty() ? properties : Map.of(wrapper, properties));
        }
    }

    private void addKeys(Map<String, Object> key) {
        remove(key, "ForEach", "each slot");
        remove(key, "Lifecycle", Map.of("CreateBeforeDestroy", true));
        remove(key, "EncodedKey", "file of the slot");
        keys.forEach((slot, pem) -> {
            Map<String, Object> properties = new LinkedHashMap<>(key);
            properties.computeIfPresent("Name", (property, name) -> ((String) name).replace("${each.key}", slot));
            // Terraform makes a unique one
            properties.put("CallerReference", pem.split("\n")[1]);
            properties.put("EncodedKey", pem);
            resources.put("Key" + slot, Map.of("PublicKeyConfig", properties));
        });
    }

    /** Terraform requires what CloudFormation has by default, and the other way round. */
    private static void distribution(Map<String, Object> distribution) {
        remove(distribution, "Restrictions", Map.of("GeoRestriction", Map.of("RestrictionType", "none")));
        distribution.remove("ViewerCertificate", Map.of("CloudfrontDefaultCertificate", true));
        maps(distribution.get("Origins")).stream().filter(origin -> origin.containsKey("OriginAccessControlId"))
                .forEach(origin -> origin.put("S3OriginConfig", Map.of("OriginAccessIdentity", "")));
        Stream.concat(maps(distribution.get("CacheBehaviors")).stream(),
                maps(distribution.get("DefaultCacheBehavior")).stream())
                .forEach(Terraform::behavior);
    }

    /** Multi-tenant distributions have blocks where others have lists. */
    private static void behavior(Map<String, Object> behavior) {
        if (behavior.get("AllowedMethods") instanceof Map<?, ?> methods) {
            behavior.put("CachedMethods", methods.get("CachedMethods"));
            behavior.put("AllowedMethods", methods.get("Items"));
        }
        remove(behavior, "CachedMethods", List.of("GET", "HEAD"));
        if (behavior.get("TrustedKeyGroups") instanceof Map<?, ?> groups) {
            behavior.put("TrustedKeyGroups", Boolean.TRUE.equals(groups.get("Enabled")) ? groups.get("Items") : List.of());
        }
    }

    private static List<Map<String, Object>> maps(Object value) {
        return value == null ? List.of()
                : value instanceof List<?> list ? list.stream().map(CloudFormation::map).toList() : List.of(map(value));
    }

    private static void remove(Map<String, Object> properties, String name, Object expected) {
        if (!properties.remove(name, expected)) {
            throw new IllegalArgumentException(name + " is " + properties.get(name) + ", and not " + expected);
        }
    }

    private Object translated(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> translated = new LinkedHashMap<>();
            map(map).forEach((name, member) -> {
                String translatedName = name(name);
                boolean block = member instanceof List<?> list && list.get(0) instanceof Map;
                if (block && !LISTS.contains(translatedName) && ((List<?>) member).size() > 1) {
                    throw new IllegalArgumentException("Several " + name);
                }
                translated.put(translatedName,
                        translated(block && !LISTS.contains(translatedName) ? ((List<?>) member).get(0) : member));
            });
            return translated;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::translated).toList();
        }
        if (!(value instanceof String text) || !text.contains("${")) {
            return value;
        }
        return text.equals(ALL_KEYS) ? keys.keySet().stream().map(slot -> "Key" + slot).toList()
                : text.endsWith("-${each.key}") ? text : known(REFERENCES, text);
    }

    private static String known(Map<String, String> names, String name) {
        if (!names.containsKey(name)) {
            throw new IllegalArgumentException("Unknown: " + name);
        }
        return names.get(name);
    }

    private static String name(String name) {
        return !name.equals(name.toLowerCase(Locale.ROOT)) ? name
                : NAMES.getOrDefault(name, WORD.matcher(name).replaceAll(word -> word.group(1).substring(0, 1)
                        .toUpperCase(Locale.ROOT) + word.group(1).substring(1)));
    }
}
