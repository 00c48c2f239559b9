package io.quarkiverse.cloudfront.signer.test;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.request.RawTarget;

/** The query parameters or cookies of a grant, which a viewer can present for any URL of the distribution. */
@FunctionalInterface
interface Credentials {

    /** @param target path and query without CloudFront's parameters */
    Verdict present(CloudFrontVerifier verifier, String target);

    /** CloudFront's parameters of a URL. */
    static Credentials of(RawTarget signed) {
        String parameters = signed.reserved().entrySet().stream().map(Credentials::query).collect(Collectors.joining("&"));
        return (verifier, target) -> verifier.verify(
                parameters.isEmpty() ? target : target + (target.indexOf('?') < 0 ? "?" : "&") + parameters, List.of());
    }

    private static String query(Map.Entry<String, List<String>> parameter) {
        return parameter.getValue().stream().map(value -> parameter.getKey() + "=" + value).collect(Collectors.joining("&"));
    }
}
