package io.quarkiverse.cloudfront.signer.deployment.qute;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses.TemplateUse;
import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The places where the application's templates sign. This item does not exist in applications without Qute.
 */
public final class TemplateUsesBuildItem extends SimpleBuildItem {

    private final List<TemplateUse> uses;
    private final List<String> mistakes;
    private final boolean downloads;

    TemplateUsesBuildItem(List<TemplateUse> uses, List<String> mistakes, boolean downloads) {
        this.uses = uses;
        this.mistakes = mistakes;
        this.downloads = downloads;
    }

    public List<TemplateUse> uses() {
        return uses;
    }

    /**
     * The names of the required signers, as far as they are known.
     */
    public Set<String> signers() {
        return uses.stream().map(TemplateUse::signer).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /**
     * Whether templates set the names of downloaded files.
     */
    public boolean downloads() {
        return downloads;
    }

    /**
     * The mistakes, in complete sentences.
     */
    List<String> mistakes() {
        return mistakes;
    }
}
