package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules notice each change of a template that would open, break, or slow something.
 */
class BrokenTemplatesTest {

    private final List<Arguments> changes = new ArrayList<>();

    static List<Arguments> changes() {
        BrokenTemplatesTest test = new BrokenTemplatesTest();
        test.everybodyReadsPrivateFiles();
        test.othersReadTheBucket();
        test.gateDoesNotLeadToTheLogin();
        test.viewersAreRefused();
        test.keysCannotBeRotated();
        test.scriptsCannotReadFiles();
        test.cachesAreUseless();
        test.nobodyIsTold();
        test.marksAreNotChecked();
        test.revocationsAreLost();
        test.tenantsAreNotApart();
        test.tenantsAreRefused();
        return test.changes;
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("changes")
    void change_isNoticed(Tool tool, PrivateContent content, String what, String from, String to) {
        String template = tool.template(content);
        String broken = template.replaceFirst(from, to);
        assertThat(broken).isNotEqualTo(template);
        assertThatThrownBy(() -> SetupRules.check(content, Tool.BOTH, tool.setup(content, broken, Tool.BOTH)))
                .isInstanceOfAny(AssertionError.class, IllegalArgumentException.class);
    }

    static List<Arguments> templates() {
        return changes().stream().map(change -> Arrays.asList(change.get()).subList(0, 2)).distinct()
                .map(List::toArray).map(Arguments::of).toList();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void template_withoutAChange_keepsTheRules(Tool tool, PrivateContent content) {
        SetupRules.check(content, Tool.BOTH, tool.setup(content, tool.template(content), Tool.BOTH));
    }

    /** Regular expressions for both tools. */
    private void change(String what, PrivateContent content, String cloudFormation, String replacement, String terraform,
            String terraformReplacement) {
        changes.add(Arguments.of(Tool.CLOUD_FORMATION, content, what, cloudFormation, replacement));
        changes.add(Arguments.of(Tool.TERRAFORM, content, what, terraform, terraformReplacement));
    }

    private void change(String what, PrivateContent content, String from, String to) {
        change(what, content, from, to, from, to);
    }

    private void everybodyReadsPrivateFiles() {
        for (Map.Entry<String, PrivateContent> each : Map.of("path", Contents.known(), "everything", Contents.unknown(), "site",
                Contents.application(), "part of a site", Contents.parts()).entrySet()) {
            change("no key group: " + each.getKey(), each.getValue(), " +TrustedKeyGroups:\n +- !Ref KeyGroup\n", "",
                    " +trusted_key_groups .*\n", "");
        }
        change("another path", Contents.known(), "\"/videos/\\*\"", "\"/video/*\"");
        change("plain HTTP", Contents.known(), "PathPattern(?s)(.*?)https-only", "PathPattern$1allow-all",
                "path_pattern(?s)(.*?)https-only", "path_pattern$1allow-all");
        change("plain HTTP for cookies", Contents.site(), "redirect-to-https", "allow-all");
        change("uploads", Contents.known(), "(?s)(PathPattern.*?HEAD)", "$1, PUT", "(?s)(path_pattern.*?\"HEAD\")",
                "$1, \"PUT\"");
        change("old TLS", Contents.alias(), "TLSv1.2_2021", "TLSv1");
        change("shared pages of the gate", Contents.site(), "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                "658327ea-f89d-4fab-a63d-7e88639e58f6");
        change("pages after a logout", Contents.site(), "private, no-cache", "public");
        change("no headers of a site", Contents.site(), " +ResponseHeadersPolicyId: .*\n", "",
                " +response_headers_policy_id = .*\n", "");
    }

    private void othersReadTheBucket() {
        String condition = "\n +Condition:\n +StringEquals:\n +AWS:SourceArn: .*";
        String terraformCondition = "\n +Condition = .*";
        change("no condition", Contents.known(), condition, "", terraformCondition, "");
        change("no condition for the list", Contents.site(), "(?s)(ListBucket.*?)" + condition.replace(".*", "[^\n]*"), "$1",
                "(?s)(ListBucket.*?)" + terraformCondition.replace(".*", "[^\n]*"), "$1");
        change("every distribution", Contents.known(), "distribution/\\$\\{Distribution}", "distribution/*",
                "aws_cloudfront_distribution.content.arn", "\"arn:aws:cloudfront::1:distribution/*\"");
        change("everybody", Contents.known(), "Service: cloudfront.amazonaws.com", "AWS: \"*\"",
                "Service = \"cloudfront.amazonaws.com\"", "AWS = \"*\"");
        change("every action", Contents.known(), "s3:GetObject", "s3:*");
        change("unsigned requests to the bucket", Contents.known(), "SigningBehavior: always", "SigningBehavior: never",
                "\"always\"", "\"never\"");
        change("no access control", Contents.known(), " +OriginAccessControlId: .*\n", "",
                " +origin_access_control_id = .*\n", "");
        change("the list of all files", Contents.site(), " +DefaultRootObject: .*\n", "", " +default_root_object = .*\n", "");
        change("HTTP to the application", Contents.site(), "OriginProtocolPolicy: https-only",
                "OriginProtocolPolicy: http-only", "origin_protocol_policy = \"https-only\"",
                "origin_protocol_policy = \"http-only\"");
    }

    private void gateDoesNotLeadToTheLogin() {
        change("files before the gate", Contents.parts(),
                "(?s)( +- PathPattern: \"/docs/access/.*?)( +- PathPattern: \"/docs/\\*.*?)(?= +- PathPattern)", "$2$1",
                "(?s)(  ordered_cache_behavior \\{\n +path_pattern += \"/docs/access.*?)(  ordered_cache_behavior.*?)"
                        + "(?=  ordered_cache_behavior)",
                "$2$1");
        change("host of the viewer", Contents.site(), " +OriginRequestPolicyId: 216adef6.*\n", "",
                " +origin_request_policy_id = \"216adef6.*\n", "");
        change("forms", Contents.site(), ", PUT, POST, PATCH, DELETE", "", ", \"PUT\", \"POST\", \"PATCH\", \"DELETE\"", "");
        change("cached refusal", Contents.site(), "ErrorCachingMinTTL: 0", "ErrorCachingMinTTL: 10",
                "error_caching_min_ttl = 0", "error_caching_min_ttl = 10");
        change("status of the refusal", Contents.site(), "ResponseCode: 403", "ResponseCode: 200", "response_code( +)= 403",
                "response_code$1= 200");
        change("no function", Contents.application(), " +FunctionAssociations:\n.*\n.*\n", "",
                " +function_association \\{\n.*\n.*\n.*\n", "");
        change("function after the cache", Contents.application(), "EventType: viewer-request", "EventType: origin-request",
                "\"viewer-request\"\n", "\"origin-request\"\n");
        change("unpublished function", Contents.application(), "AutoPublish: true", "AutoPublish: false",
                "publish = true", "publish = false");
        change("first runtime", Contents.application(), "cloudfront-js-2.0", "cloudfront-js-1.0");
    }

    private void viewersAreRefused() {
        change("disabled", Contents.known(), "Enabled: true", "Enabled: false", "enabled( +)= true", "enabled$1= false");
        change("IPv6 with IPv4 policies", Contents.unknown(), "IPV6Enabled: false", "IPV6Enabled: true",
                "is_ipv6_enabled = false", "is_ipv6_enabled = true");
        change("no alternate domain name", Contents.alias(), " +Aliases:\n.*\n", "", " +aliases .*\n", "");
        change("public files are restricted", Contents.known(), "(DefaultCacheBehavior:\n)",
                "$1          TrustedKeyGroups:\n          - !Ref KeyGroup\n", "(default_cache_behavior \\{\n)",
                "$1    trusted_key_groups     = [aws_cloudfront_key_group.signer.id]\n");
    }

    private void keysCannotBeRotated() {
        change("one key in the group", Contents.known(), " +- !If \\[HasKeyB, .*\n", "", "\\[for key in .*]",
                "[aws_cloudfront_public_key.signer.id]");
        change("one name", Contents.known(), "Name: gallery-B", "Name: gallery-A", "gallery-\\$\\{each.key}", "gallery");
        change("one slot", Contents.known(), "EncodedKey: !Ref PublicKeyB", "EncodedKey: !Ref PublicKeyA",
                "each.value}\"", "each.key}\"");
        change("reference of the key before", Contents.known(), "CallerReference: .*", "CallerReference: gallery",
                "create_before_destroy = true", "create_before_destroy = false");
    }

    private void scriptsCannotReadFiles() {
        change("every origin", Contents.cors(), "(?s)(AllowOrigins:\n +Items: )[^\n]*", "$1[\"*\"]",
                "(?s)(allow_origins \\{\n +items = )[^\n]*", "$1[\"*\"]");
        change("no cookies", Contents.cors(), "AllowCredentials: true", "AllowCredentials: false",
                "allow_credentials = true", "allow_credentials = false");
        change("cookies for everybody", Contents.corsForEverybody(), "AllowCredentials: false", "AllowCredentials: true",
                "allow_credentials = false", "allow_credentials = true");
        change("no OPTIONS", Contents.cors(), ", OPTIONS]\n +Compress", "]\n            Compress",
                ", \"OPTIONS\"]\n    cached", "]\n    cached");
        change("no origin for S3", Contents.cors(), " +OriginRequestPolicyId: .*\n", "", " +origin_request_policy_id .*\n", "");
        change("answer of S3", Contents.cors(), "OriginOverride: true", "OriginOverride: false",
                "origin_override( +)= true", "origin_override$1= false");
        change("no rules of S3", Contents.cors(), "(?s) +CorsConfiguration:.*?MaxAge: 600\n", "      Tags: []\n",
                "(?s)resource \"aws_s3_bucket_cors_configuration.*?\n}\n", "");
        change("other headers", Contents.parts(), "Ref CorsHeadersPolicy", "Ref SiteHeadersPolicy", "policy.cors.id",
                "policy.site.id");
    }

    private void cachesAreUseless() {
        change("not cached", Contents.known(), "PathPattern(?s)(.*?)658327ea-f89d-4fab-a63d-7e88639e58f6",
                "PathPattern$14135ea2d-6df8-44a3-9df3-4b5a84be39ad",
                "path_pattern(?s)(.*?)658327ea-f89d-4fab-a63d-7e88639e58f6",
                "path_pattern$14135ea2d-6df8-44a3-9df3-4b5a84be39ad");
        change("not compressed", Contents.known(), "Compress: true", "Compress: false", "compress( +)= true",
                "compress$1= false");
        change("cookies in the cache key", Contents.downloads(), "CookieBehavior: none", "CookieBehavior: all",
                "cookie_behavior = \"none\"", "cookie_behavior = \"all\"");
        change("signatures in the cache key", Contents.downloads(), "QueryStringBehavior: whitelist",
                "QueryStringBehavior: all", "query_string_behavior = \"whitelist\"", "query_string_behavior = \"all\"");
        change("names of downloads", Contents.downloads(), " +- response-content-type\n", "", ", \"response-content-type\"",
                "");
        change("HTTP/1.1", Contents.known(), "http2and3", "http1.1");
    }

    private void nobodyIsTold() {
        change("other errors", Contents.known(), "403ErrorRate", "404ErrorRate");
        change("no additional metrics", Contents.known(), "SubscriptionStatus: Enabled", "SubscriptionStatus: Disabled",
                "\"Enabled\"", "\"Disabled\"");
        change("all distributions", Contents.known(), " +- Name: DistributionId\n.*\n", "",
                "DistributionId = aws_cloudfront_distribution.content.id, ", "");
        change("fewer errors", Contents.known(), "GreaterThanThreshold", "LessThanThreshold");
        change("no topic", Contents.known(), " +AlarmActions:\n.*\n", "", " +alarm_actions .*\n", "");
        change("another region", Contents.known(), "Value: Global", "Value: us-east-1", " +provider = .*\n", "");
    }

    private void marksAreNotChecked() {
        for (Map.Entry<String, PrivateContent> each : Map.of("path", Contents.marks(), "site and path",
                Contents.optionalMarks(), "tenants", Contents.tenantsWithMarks()).entrySet()) {
            change("no function: " + each.getKey(), each.getValue(), " +FunctionAssociations:\n.*\n.*\n", "",
                    " +function_association \\{\n.*\n.*\n.*\n", "");
        }
        change("no function for the second path", Contents.marks(),
                "(?s)(.*\n)( +FunctionAssociations:\n[^\n]*\n[^\n]*\n)", "$1",
                "(?s)(.*\n)( +function_association \\{\n[^\n]*\n[^\n]*\n[^\n]*\n)", "$1");
        change("not required", Contents.marks(), "Default: \"true\"", "Default: \"false\"",
                "(?s)(\"marks_required\".*?)= true", "$1= false");
        change("required in the first step", Contents.optionalMarks(), "Default: \"false\"", "Default: \"true\"",
                "(?s)(\"marks_required\".*?)= false", "$1= true");
        change("other than the parameter says", Contents.marks(), "\\$\\{MarksRequired}", "false",
                "MarksRequired = var.marks_required", "MarksRequired = false");
        change("one key", Contents.marks(), "!Join .*", "!Ref MarkKeys", "replace\\(var.mark_keys.*?\\)", "var.mark_keys");
        change("after the cache", Contents.marks(), "EventType: viewer-request", "EventType: viewer-response",
                "\"viewer-request\"\n", "\"viewer-response\"\n");
        change("script without marks", Contents.marks(), "result = await marks\\(result\\);", "", "templatefile\\((.*?),.*",
                "file($1)");
    }

    private void revocationsAreLost() {
        change("no store", Contents.marks(), " +KeyValueStoreAssociations:\n.*\n", "",
                " +key_value_store_associations .*\n", "");
        change("revocations of others", Contents.marks(), "(RevocationsPolicy(?s).*?Resource: )!GetAtt RevocationStore.Arn",
                "$1\"*\"", "(Resource = )aws_cloudfront_key_value_store.revocations.arn", "$1\"*\"");
        change("every action", Contents.marks(), "keyvaluestore:DescribeKeyValueStore", "keyvaluestore:*");
        change("nothing expires", Contents.marks(), " +- cloudfront-keyvaluestore:UpdateKeys\n", "",
                ", \"cloudfront-keyvaluestore:UpdateKeys\"", "");
    }

    private void tenantsAreNotApart() {
        change("shared files", Contents.tenants(), " +OriginPath: .*\n", "", " +origin_path .*\n", "");
        change("files of all tenants", Contents.tenants(), "/\\{\\{tenantName}}", "/{{tenant}}");
        change("no key group for tenants", Contents.tenants(), " +TrustedKeyGroups:\n +- !Ref KeyGroup\n", "",
                " +trusted_key_groups \\{\n.*\n.*\n.*\n", "");
        changes.add(Arguments.of(Tool.TERRAFORM, Contents.tenants(), "disabled key group", "enabled = true\n( +items)",
                "enabled = false\n$1"));
        change("files of another tenant", Contents.tenants(), "Value: acme\n", "Value: beta\n", "value = \"acme\"",
                "value = \"beta\"");
        change("domain of another tenant", Contents.tenants(), "- acme\\.media", "- beta.media", "domain = \"acme",
                "domain = \"beta");
        change("optional name", Contents.tenants(), "Required: true", "Required: false", "required = true",
                "required = false");
    }

    private void tenantsAreRefused() {
        change("a domain of the distribution", Contents.tenants(), "ConnectionMode: tenant-only", "ConnectionMode: direct",
                "aws_cloudfront_multitenant_distribution\" \"content", "aws_cloudfront_distribution\" \"content");
        change("IPv6 with IPv4 policies of tenants", Contents.tenants(), "Ipv6Enabled: false", "Ipv6Enabled: true",
                "ipv6_enabled = false", "ipv6_enabled = true");
        change("another connection group", Contents.tenants(), " +ConnectionGroupId: .*\n", "",
                " +connection_group_id .*\n", "");
        change("no certificate", Contents.tenants(), " +AcmCertificateArn: .*\n", "", " +acm_certificate_arn .*\n", "");
        change("scripts of every origin", Contents.tenants(), "(?s)(AllowOrigins:\n +Items: )[^\n]*", "$1[\"*\"]",
                "(?s)(allow_origins \\{\n +items = )[^\n]*", "$1[\"*\"]");
        change("no OPTIONS for tenants", Contents.tenants(), ", OPTIONS]\n +Compress", "]\n            Compress",
                "(items +)= \\[\"GET\", \"HEAD\", \"OPTIONS\"]\n( +cached)", "$1= [\"GET\", \"HEAD\"]\n$2");
    }
}
