package io.quarkiverse.cloudfront.signer.deployment.signer;

import java.util.Set;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The names of the signers that the application uses in annotations, injection points, or templates, in alphabetical order.
 */
public final class SignerNamesBuildItem extends SimpleBuildItem {

    private final Set<String> names;

    public SignerNamesBuildItem(Set<String> names) {
        this.names = names;
    }

    public Set<String> names() {
        return names;
    }
}
