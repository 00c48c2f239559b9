package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The requirements of the application's signers, sorted by the signers' names.
 */
final class SignerContentsBuildItem extends SimpleBuildItem {

    private final List<SignerContent> signers;

    SignerContentsBuildItem(List<SignerContent> signers) {
        this.signers = List.copyOf(signers);
    }

    List<SignerContent> signers() {
        return signers;
    }
}
