package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * A cache behavior, as a template defines it.
 *
 * @param path {@code *} for the default one
 * @param trustedKeyGroups empty if everybody may read the files
 * @param functions by event
 */
record Behavior(String path, String origin, String viewerProtocol, List<String> methods, boolean compressed,
        List<String> trustedKeyGroups, String cachePolicy, @Nullable String originRequestPolicy,
        @Nullable String responseHeadersPolicy, List<Map<String, String>> functions) {

    static Behavior of(Map<String, Object> definition) {
        Map<String, Object> rest = new HashMap<>(definition);
        BiFunction<String, Object, Object> next = (name, missing) -> rest.containsKey(name) ? rest.remove(name) : missing;
        Behavior behavior = new Behavior((String) next.apply("PathPattern", "*"), (String) rest.remove("TargetOriginId"),
                (String) rest.remove("ViewerProtocolPolicy"), list(rest.remove("AllowedMethods")),
                (Boolean) next.apply("Compress", false), list(next.apply("TrustedKeyGroups", List.of())),
                (String) rest.remove("CachePolicyId"), (String) rest.remove("OriginRequestPolicyId"),
                (String) rest.remove("ResponseHeadersPolicyId"), list(next.apply("FunctionAssociations", List.of())));
        assertThat(rest).as("properties that no test knows").isEmpty();
        return behavior;
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> list(Object value) {
        return (List<T>) value;
    }
}
