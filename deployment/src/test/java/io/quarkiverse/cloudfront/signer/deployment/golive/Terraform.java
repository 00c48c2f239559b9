package io.quarkiverse.cloudfront.signer.deployment.golive;

import static io.quarkiverse.cloudfront.signer.deployment.golive.CloudFormation.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.bertramlabs.plugins.hcl4j.HCLFunction;
import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import com.bertramlabs.plugins.hcl4j.RuntimeSymbols.ComputedObject;
import com.bertramlabs.plugins.hcl4j.RuntimeSymbols.ComputedTuple;
import com.bertramlabs.plugins.hcl4j.RuntimeSymbols.EvalSymbol;
import com.bertramlabs.plugins.hcl4j.RuntimeSymbols.Function;
import com.bertramlabs.plugins.hcl4j.RuntimeSymbols.VariableTree;

/**
 * Evaluates a Terraform configuration, and writes its resources as CloudFormation does. What it does not know is an error.
 */
final class Terraform extends HCLParser {

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
            Map.entry("aws_cloudfront_monitoring_subscription content", "Monitoring/"),
            Map.entry("aws_cloudwatch_metric_alarm refused_requests", "RefusedRequestsAlarm/"));

    /** Each name that is written differently, apart from underscores. */
    private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("origin", "Origins"),
            Map.entry("origin_id", "Id"), Map.entry("ordered_cache_behavior", "CacheBehaviors"),
            Map.entry("cache_behavior", "CacheBehaviors"), Map.entry("parameter_definition", "ParameterDefinitions"),
            Map.entry("parameter", "Parameters"), Map.entry("domain", "Domains"),
            Map.entry("custom_error_response", "CustomErrorResponses"), Map.entry("is_ipv6_enabled", "IPV6Enabled"),
            Map.entry("function_association", "FunctionAssociations"), Map.entry("function_arn", "FunctionARN"),
            Map.entry("bucket_regional_domain_name", "RegionalDomainName"),
            Map.entry("error_caching_min_ttl", "ErrorCachingMinTTL"), Map.entry("http_port", "HTTPPort"),
            Map.entry("https_port", "HTTPSPort"), Map.entry("origin_ssl_protocols", "OriginSSLProtocols"),
            Map.entry("policy", "PolicyDocument"), Map.entry("min_ttl", "MinTTL"), Map.entry("default_ttl", "DefaultTTL"),
            Map.entry("max_ttl", "MaxTTL"),
            Map.entry("cors_rule", "CorsRules"), Map.entry("max_age_seconds", "MaxAge"), Map.entry("ok_actions", "OKActions"));

    /** Blocks that may appear several times. All others appear once at most. */
    private static final Set<String> LISTS = Set.of("Origins", "CacheBehaviors", "CustomErrorResponses",
            "FunctionAssociations", "Items", "CorsRules", "Statement", "ParameterDefinitions", "Parameters", "Domains");

    /** Attributes of resources that have other names in CloudFormation, apart from {@link #NAMES}. */
    private static final Map<String, String> ATTRIBUTES = Map.of("OriginAccessControl.Id", "OriginAccessControl.Id",
            "ViewerRequestFunction.Arn", "ViewerRequestFunction.FunctionMetadata.FunctionARN", "Distribution.Arn",
            "arn:AWS::Partition:cloudfront::AWS::AccountId:distribution/Distribution");

    private static final Pattern WORD = Pattern.compile("_?([a-z0-9]+)");

    private final Map<String, String> keys;
    private final String slot;

    private Terraform(String text, Map<String, String> keys, String slot, String script) {
        this.keys = keys;
        this.slot = slot;
        setVariables(Map.of("public_keys", keys, "mark_keys", Tool.markKeys(), "application_host", "ApplicationHost",
                "certificate_arn", "CertificateArn", "alarm_topic", "AlarmTopic"));
        // the content of each other file is its name
        HCLFunction file = arguments -> ((String) arguments.get(0)).replace("./viewer-request.js", script).replace("./", "");
        registerFunction("file", file);
        registerFunction("templatefile", arguments -> {
            String[] content = { (String) file.method(arguments) };
            map(arguments.get(1))
                    .forEach((name, value) -> content[0] = content[0].replace("${" + name + "}", value.toString()));
            return content[0];
        });
        registerFunction("jsonencode", arguments -> arguments.get(0));
        registerFunction("can", arguments -> arguments.get(0));
        registerFunction("regex", arguments -> arguments);
        try {
            parse(text);
        } catch (HCLParserException | IOException | RuntimeException e) {
            throw new AssertionError(e);
        }
    }

    /** The blocks of a type by name, as they are written. */
    static Map<String, Object> blocks(String text, String type) {
        return map(new Terraform(text, Tool.BOTH, "A", "").result.get(type));
    }

    /**
     * @param keys the public keys by slot
     * @param script the content of viewer-request.js
     */
    static Map<String, Map<String, Object>> resources(String text, Map<String, String> keys, String script) {
        Map<String, Map<String, Object>> resources = new TreeMap<>();
        keys.forEach((slot, pem) -> {
            Terraform terraform = new Terraform(text, keys, slot, script);
            Map<String, Map<String, Object>> ofSlot = new TreeMap<>();
            map(terraform.result.get("resource")).forEach((type, blocks) -> map(blocks).forEach((name, block) -> {
                String[] target = known(RESOURCES, type + " " + name).split("/", 2);
                Map<String, Object> properties = map(translated(block));
                if (type.contains("multitenant")) {
                    // Terraform sets it
                    properties.put("ConnectionMode", "tenant-only");
                }
                terraform.add(ofSlot, target[0], target[1], properties);
            }));
            resources.putAll(ofSlot);
        });
        return resources;
    }

    @Override
    protected Object processEvaluation(EvalSymbol symbol, Object context, Map<String, Object> variables)
            throws HCLParserException {
        String name = symbol.getName();
        if (symbol instanceof ComputedObject) {
            return processEvaluation((EvalSymbol) symbol.getChildren().get(0), context, variables);
        }
        if (symbol instanceof ComputedTuple tuple) {
            // the parser's own writes to the console
            assertThat(tuple.getChildren()).hasSize(3);
            List<Object> list = new ArrayList<>();
            for (Object each : (List<?>) processEvaluation((EvalSymbol) tuple.getChildren().get(0), context, variables)) {
                list.add(processEvaluation((EvalSymbol) tuple.getChildren().get(2), null,
                        Map.of(tuple.getVariables().get(0).getName(), each)));
            }
            return list;
        }
        if (!(symbol instanceof VariableTree) || symbol.getChildren().get(0) instanceof Function) {
            return super.processEvaluation(symbol, context, variables);
        }
        String[] path = name.split("\\.");
        if (path[0].equals("var") || variables != null && variables.containsKey(path[0])) {
            return super.processEvaluation(symbol, context, variables);
        }
        return switch (name) {
            case "each.key" -> slot;
            case "each.value" -> keys.get(slot);
            case "path.module" -> ".";
            case "aws.us_east_1" -> name;
            case "aws_cloudfront_public_key.signer" -> keys.keySet().stream().map(each -> Map.of("id", "Key" + each)).toList();
            default -> {
                assertThat(map(map(result.get("resource")).get(path[0]))).containsKey(path[1]);
                String resource = known(RESOURCES, path[0] + " " + path[1]).split("/")[0];
                String attribute = resource + "." + name(path[2]);
                yield ATTRIBUTES.getOrDefault(attribute, path[2].equals("id") ? resource : attribute);
            }
        };
    }

    private void add(Map<String, Map<String, Object>> resources, String name, String wrapper, Map<String, Object> properties) {
        switch (name) {
            case "Key" -> {
                remove(properties, "ForEach", keys);
                remove(properties, "Lifecycle", Map.of("CreateBeforeDestroy", true));
                // Terraform makes a unique one
                properties.put("CallerReference", keys.get(slot).split("\n")[1]);
            }
            case "Distribution" -> distribution(properties);
            case "DownloadsCachePolicy" -> map(map(properties.get("ParametersInCacheKeyAndForwardedToOrigin"))
                    .get("QueryStringsConfig")).computeIfPresent("QueryStrings", (key, value) -> map(value).get("Items"));
            case "ViewerRequestFunction" -> {
                List<?> stores = (List<?>) properties.remove("KeyValueStoreAssociations");
                properties.put("FunctionCode", properties.remove("Code"));
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
            case "Monitoring" -> remove(properties, "Count", 1);
            case "RevocationsPolicy" -> properties.remove("NamePrefix");
            case "TenantAcme" -> properties.computeIfPresent("Domains",
                    (key, domains) -> maps(domains).stream().map(domain -> domain.get("Domains")).toList());
            case "RefusedRequestsAlarm" -> {
                remove(properties, "Provider", "aws.us_east_1");
                remove(properties, "Count", 1);
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
        resources.computeIfAbsent(name.equals("Key") ? name + slot : name, missing -> new LinkedHashMap<>())
                .putAll(wrapper.isEmpty() ? properties : Map.of(wrapper, properties));
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
        assertThat(properties.remove(name)).as(name).isEqualTo(expected);
    }

    private static Object translated(Object value) {
        if (value instanceof Map<?, ?>) {
            Map<String, Object> translated = new LinkedHashMap<>();
            map(value).forEach((name, member) -> translated.put(name(name), translated(
                    member instanceof Map<?, ?> && LISTS.contains(name(name)) ? List.of(member) : member)));
            return translated;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Terraform::translated).toList();
        }
        assertThat(value).isInstanceOfAny(String.class, Boolean.class, Double.class);
        return value instanceof Double number ? (Object) number.intValue() : value;
    }

    private static String known(Map<String, String> names, String name) {
        assertThat(names).containsKey(name);
        return names.get(name);
    }

    private static String name(String name) {
        return !name.equals(name.toLowerCase(Locale.ROOT)) ? name
                : NAMES.getOrDefault(name, WORD.matcher(name).replaceAll(word -> word.group(1).substring(0, 1)
                        .toUpperCase(Locale.ROOT) + word.group(1).substring(1)));
    }
}
