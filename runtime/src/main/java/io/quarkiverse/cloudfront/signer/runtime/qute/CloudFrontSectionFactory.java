package io.quarkiverse.cloudfront.signer.runtime.qute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;

import io.quarkus.qute.EngineConfiguration;
import io.quarkus.qute.Expression;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;

/**
 * Creates the <code>{#cloudfront}</code> section, also at build time.
 */
@EngineConfiguration
public class CloudFrontSectionFactory implements SectionHelperFactory<SectionHelper> {

    public static final String SECTION = "cloudfront";

    private final @Nullable TemplateSigner grants;
    private final @Nullable TemplateUrls urls;

    /**
     * For the build, which parses templates without rendering them.
     */
    public CloudFrontSectionFactory() {
        this.grants = null;
        this.urls = null;
    }

    @Inject
    CloudFrontSectionFactory(TemplateSigner grants, TemplateUrls urls) {
        this.grants = grants;
        this.urls = urls;
    }

    @Override
    public List<String> getDefaultAliases() {
        return List.of(SECTION);
    }

    @Override
    public ParametersInfo getParameters() {
        return ParametersInfo.builder().addParameter(SectionParameters.RESOURCE).checkNumberOfParams(false).build();
    }

    @Override
    public Scope initializeBlock(Scope outerScope, BlockInfo block) {
        if (block.isMainBlock()) {
            block.getParameters().forEach(block::addExpression);
        }
        return outerScope;
    }

    @Override
    public SectionHelper initialize(SectionInitContext context) {
        Map<String, Expression> expressions = new LinkedHashMap<>();
        for (String name : context.getParameters().keySet()) {
            expressions.put(name, context.getExpression(name));
        }
        if (grants == null || urls == null) {
            // this is the build, which reports mistakes in the section elsewhere
            return ignored -> ResultNode.NOOP;
        }
        try {
            return new CloudFrontSection(SectionParameters.read(expressions), expressions,
                    TemplateUrls.place(context.getOrigin()), grants, urls);
        } catch (IllegalArgumentException e) {
            throw context.error("the section \\{#cloudfront} {mistake}").argument("mistake", e.getMessage()).build();
        }
    }
}
