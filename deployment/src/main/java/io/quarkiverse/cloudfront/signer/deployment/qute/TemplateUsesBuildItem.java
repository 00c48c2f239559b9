package io.quarkiverse.cloudfront.signer.deployment.qute;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUse;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * What the application's templates sign. There is no such item in an application without Qute.
 */
public final class TemplateUsesBuildItem extends SimpleBuildItem {

    private final List<TemplateUse> uses;
    private final List<String> mistakes;

    TemplateUsesBuildItem(List<TemplateUse> uses, List<String> mistakes) {
        this.uses = uses;
        this.mistakes = mistakes;
    }

    public List<TemplateUse> uses() {
        return uses;
    }

    /**
     * The names of the signers that are needed, as far as they are known.
     */
    public Set<String> signers() {
        Set<String> signers = new TreeSet<>();
        for (TemplateUse use : uses) {
            if (use.signer() != null) {
                signers.add(use.signer());
            }
        }
        return signers;
    }

    /**
     * What cannot work, in whole sentences.
     */
    List<String> mistakes() {
        return mistakes;
    }
}
