package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.edge.function.MarkKey;

/**
 * The tools for which Go live writes a template, and what a template of theirs sets up: the properties of its resources, as
 * CloudFormation writes them.
 */
enum Tool {

    CLOUD_FORMATION("CloudFormation") {

        @Override
        Map<String, Map<String, Object>> setup(PrivateContent content, String template, Map<String, String> keys) {
            Map<String, String> parameters = new HashMap<>(Map.of("AlarmTopic", "AlarmTopic", "MarkKeys", markKeys()));
            keys.forEach((slot, pem) -> parameters.put("PublicKey" + slot, pem));
            Map<String, Map<String, Object>> properties = new TreeMap<>();
            CloudFormation.resources(template, parameters).forEach((name, resource) -> properties.put(name,
                    CloudFormation.map(resource.getOrDefault("Properties", Map.of()))));
            return properties;
        }
    },

    TERRAFORM("Terraform") {

        @Override
        Map<String, Map<String, Object>> setup(PrivateContent content, String template, Map<String, String> keys) {
            return Terraform.resources(template, keys, content.function().script());
        }
    };

    /** Check marks while their secret is being replaced. */
    static final List<MarkKey> MARK_KEYS = List.of(MarkKey.of("a new secret of at least 32 bytes".getBytes()),
            MarkKey.of("the old secret of at least 32 bytes".getBytes()));

    /** Keys in the first slot, in both during a rotation, and in the second one after it. */
    static final Map<String, String> FIRST = Map.of("A", pem("first"));
    static final Map<String, String> BOTH = new TreeMap<>(Map.of("A", pem("first"), "B", pem("second")));
    static final Map<String, String> SECOND = Map.of("B", pem("second"));

    private final String title;

    Tool(String title) {
        this.title = title;
    }

    String template(PrivateContent content) {
        return Contents.text(content, title);
    }

    abstract Map<String, Map<String, Object>> setup(PrivateContent content, String template, Map<String, String> keys);

    /** As the command line prints them. */
    static String markKeys() {
        return MARK_KEYS.stream().map(MarkKey::encoded).collect(Collectors.joining(","));
    }

    private static String pem(String key) {
        return "-----BEGIN PUBLIC KEY-----\n" + key + "\nlast line\n-----END PUBLIC KEY-----\n";
    }
}
