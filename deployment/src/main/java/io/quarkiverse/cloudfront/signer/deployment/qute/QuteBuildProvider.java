package io.quarkiverse.cloudfront.signer.deployment.qute;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildProvider;

/**
 * Adds the build step that reads templates. An ordinary build step would refer to Qute's build items, and the build of
 * applications without Qute would fail.
 */
public final class QuteBuildProvider implements BuildProvider {

    private static final String TEMPLATES = "io.quarkus.qute.deployment.TemplatesAnalysisBuildItem";

    @Override
    public void installInto(BuildChainBuilder builder) {
        try {
            Class.forName(TEMPLATES, false, QuteBuildProvider.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return;
        }
        TemplateReader.installInto(builder);
    }
}
