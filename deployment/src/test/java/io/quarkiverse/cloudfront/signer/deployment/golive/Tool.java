package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tools for which Go live writes a template, and what a template of theirs sets up: the properties of its resources, as
 * CloudFormation writes them.
 */
enum Tool {

    CLOUD_FORMATION("CloudFormation") {

        @Override
        Map<String, Map<String, Object>> setup(PrivateContent content, String template, Map<String, String> keys) {
            Map<String, String> parameters = new HashMap<>(Map.of("AlarmTopic", "AlarmTopic"));
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
            return Terraform.resources(template, keys, content.gate() == null ? "" : content.gate().function().script());
        }
    };

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

    private static String pem(String key) {
        return "-----BEGIN PUBLIC KEY-----\n" + key + "\nlast line\n-----END PUBLIC KEY-----\n";
    }
}
