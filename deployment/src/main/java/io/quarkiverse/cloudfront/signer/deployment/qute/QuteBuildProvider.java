package io.quarkiverse.cloudfront.signer.deployment.qute;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.builder.BuildProvider;

/**
 * Adds the build step that reads templates. An ordinary one would name Qute's build items, which are not there in an
 * application without Qute, and so would fail its build.
 */
public final class QuteBuildProvider implements BuildProvider {

    private static final String TEMPLATES = "io.quarkus.qute.deployment.TemplatesAnalysisBuildItem";

    @Override
    public void installInto(BuildChainBuilder builder) {
        if (hasQute()) {
            TemplateReader.installInto(builder);
        }
    }

    private static boolean hasQute() {
        try {
            Class.forName(TEMPLATES, false, QuteBuildProvider.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
