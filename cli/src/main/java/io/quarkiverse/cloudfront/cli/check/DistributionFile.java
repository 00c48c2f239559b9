package io.quarkiverse.cloudfront.cli.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.cloudfront.cli.check.Behavior.Forwarded;

/**
 * Reads the output of {@code aws cloudfront get-distribution-config} or {@code get-distribution}.
 */
final class DistributionFile {

    private static final String COMMAND = "aws cloudfront get-distribution-config --id ID --output json";

    /**
     * AWS's cache policies by the content of their cache key: neither query strings nor cookies, all of both, or only cookies.
     */
    private static final Set<String> NOTHING = Set.of("658327ea-f89d-4fab-a63d-7e88639e58f6",
            "b2884449-e4de-46a7-ac36-70bc7f1ddd6d");
    private static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private static final String COOKIES = "83da9c7e-98b4-4e11-a168-04f0df8e2c65";
    private static final String QUERY_STRINGS_AND_COOKIES = "4cc15a8a-d715-48a4-82b8-cc0b614638fe";

    private final Fields config;
    private final Map<String, List<Origin>> origins = new HashMap<>();

    private DistributionFile(Fields config) {
        this.config = config;
    }

    static Distribution read(String file) throws IOException {
        Fields content = Fields.read(file, COMMAND);
        Fields response = content.object("Distribution").isEmpty() ? content : content.object("Distribution");
        Fields config = response.object("DistributionConfig").isEmpty() ? response : response.object("DistributionConfig");
        return new DistributionFile(config).read();
    }

    private Distribution read() {
        config.object("Origins").objects("Items")
                .forEach(origin -> origins.put(origin.requiredText("Id"), List.of(origin(origin))));
        for (Fields group : config.object("OriginGroups").objects("Items")) {
            origins.put(group.requiredText("Id"), group.object("Members").objects("Items").stream()
                    .flatMap(member -> target(member, "OriginId").stream()).toList());
        }
        List<Behavior> behaviors = new ArrayList<>(config.object("CacheBehaviors").objects("Items").stream()
                .map(behavior -> behavior(behavior, behavior.requiredText("PathPattern"))).toList());
        if (config.object("DefaultCacheBehavior").isEmpty()) {
            throw config.mistake("has no " + config.path("DefaultCacheBehavior"));
        }
        behaviors.add(behavior(config.object("DefaultCacheBehavior"), "*"));
        Map<Long, String> errorPages = new HashMap<>();
        config.object("CustomErrorResponses").objects("Items").forEach(page -> page.text("ResponsePagePath")
                .ifPresent(path -> errorPages.put(page.number("ErrorCode"), path)));
        return new Distribution(behaviors, config.object("Aliases").texts("Items"), errorPages, config.flag("Enabled"),
                config.text("ConnectionMode").filter("tenant-only"::equals).isPresent(),
                config.flag("Staging") || config.text("ContinuousDeploymentPolicyId").isPresent());
    }

    private static Origin origin(Fields origin) {
        Fields custom = origin.object("CustomOriginConfig");
        Fields vpc = origin.object("VpcOriginConfig");
        String identity = origin.object("S3OriginConfig").text("OriginAccessIdentity").orElse("");
        return new Origin(origin.at(), origin.requiredText("DomainName"), origin.text("OriginPath").orElse(""),
                custom.isEmpty() && vpc.isEmpty(),
                origin.text("OriginAccessControlId").isPresent() || !identity.isEmpty(), identity, !vpc.isEmpty(),
                !origin.object("CustomHeaders").objects("Items").isEmpty());
    }

    private List<Origin> target(Fields fields, String name) {
        List<Origin> found = origins.get(fields.requiredText(name));
        if (found == null) {
            throw fields.mistake(fields.path(name) + " is " + fields.requiredText(name) + ", which is not in Origins");
        }
        return found;
    }

    private Behavior behavior(Fields behavior, String pattern) {
        return new Behavior(behavior.at(), pattern.startsWith("/") ? pattern : "/" + pattern,
                enabled(behavior.object("TrustedKeyGroups")), enabled(behavior.object("TrustedSigners")),
                behavior.requiredText("ViewerProtocolPolicy"), behavior.object("AllowedMethods").texts("Items"),
                byEvent(behavior.object("FunctionAssociations"), "FunctionARN"),
                byEvent(behavior.object("LambdaFunctionAssociations"), "LambdaFunctionARN"), forwarded(behavior),
                behavior.text("OriginRequestPolicyId"), target(behavior, "TargetOriginId"));
    }

    private static List<String> enabled(Fields trusted) {
        return trusted.flag("Enabled") ? trusted.texts("Items") : List.of();
    }

    private static Map<String, String> byEvent(Fields associations, String arn) {
        return associations.objects("Items").stream().collect(Collectors.toMap(item -> item.requiredText("EventType"),
                item -> item.requiredText(arn), (first, second) -> first));
    }

    private static Forwarded forwarded(Fields behavior) {
        Optional<String> policy = behavior.text("CachePolicyId");
        if (policy.isPresent()) {
            String id = policy.get();
            boolean both = id.equals(QUERY_STRINGS_AND_COOKIES);
            boolean known = both || NOTHING.contains(id) || id.equals(COOKIES) || id.equals(CACHING_DISABLED);
            return new Forwarded(policy.filter(unknown -> !known), both, List.of(), both || id.equals(COOKIES), List.of(),
                    !id.equals(CACHING_DISABLED));
        }
        Fields values = behavior.object("ForwardedValues");
        List<String> names = values.object("QueryStringCacheKeys").texts("Items");
        Fields cookies = values.object("Cookies");
        return new Forwarded(Optional.empty(), values.flag("QueryString") && names.isEmpty(),
                values.flag("QueryString") ? names : List.of(), cookies.text("Forward").filter("all"::equals).isPresent(),
                Stream.of(cookies).filter(each -> each.text("Forward").filter("whitelist"::equals).isPresent())
                        .flatMap(each -> each.object("WhitelistedNames").texts("Items").stream()).toList(),
                true);
    }
}
