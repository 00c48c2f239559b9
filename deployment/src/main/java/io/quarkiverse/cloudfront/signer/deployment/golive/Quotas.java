package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.signer.deployment.golive.SignerContent.Place;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;

/**
 * Reports the AWS quotas that the set-up of an application exceeds. A function that is too large cannot be generated at all.
 * The command line counts what a distribution really has.
 */
final class Quotas {

    private static final String PAGE = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html";

    private static final int BEHAVIORS = 75;
    private static final int KEY_GROUPS = 4;

    /** The number of grants whose cookies a logout can clear in one response. */
    private static final int COOKIE_GRANTS = 12;

    private Quotas() {
    }

    static List<String> exceeded(List<SignerContent> signers) {
        List<String> warnings = new ArrayList<>();
        for (SignerContent signer : signers) {
            PrivateContent content = signer.content();
            String name = SignerProperties.describe(content.signer());
            int behaviors = content.patterns().size() + (content.gate() == null ? 0 : 1) + (content.everything() ? 0 : 1);
            if (behaviors > BEHAVIORS) {
                warnings.add(aws(
                        "%s needs %s cache behaviors, but a distribution can have only %s. Put the files into common "
                                + "directories, or ask AWS for a higher quota",
                        name, behaviors, BEHAVIORS));
            }
            long grants = signer.places().stream().filter(Place::cookies).map(Place::resource).distinct().count();
            if (grants > COOKIE_GRANTS) {
                warnings.add(
                        "%s sets cookies for %s resources, but a response can clear those of only about %s. Grant "
                                .formatted(name, grants, COOKIE_GRANTS) + "directories that contain several of them");
            }
        }
        Map<String, Long> hosts = signers.stream().filter(signer -> signer.content().hasKnownUrl())
                .collect(Collectors.groupingBy(signer -> signer.content().urlOrExample(), Collectors.counting()));
        hosts.forEach((url, count) -> {
            if (count > KEY_GROUPS) {
                warnings.add(
                        aws("%s has %s signers with a key group each, but a cache behavior can have only %s key groups. "
                                + "Share key groups between signers", url, count, KEY_GROUPS));
            }
        });
        return warnings.stream().sorted().toList();
    }

    private static String aws(String message, Object... values) {
        return message.formatted(values) + ": " + PAGE;
    }
}
