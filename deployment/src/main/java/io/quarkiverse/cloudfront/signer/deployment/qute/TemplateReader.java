package io.quarkiverse.cloudfront.signer.deployment.qute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.runtime.qute.CachedSections;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontNamespace;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontSectionFactory;
import io.quarkiverse.cloudfront.signer.runtime.qute.SectionParameters;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUrls;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses.TemplateUse;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.deployment.TemplatesAnalysisBuildItem;
import io.quarkus.qute.deployment.TemplatesAnalysisBuildItem.TemplateAnalysis;

/**
 * Finds the places where templates sign, and the mistakes in them.
 */
final class TemplateReader {

    private final List<TemplateUse> uses = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private final CachedTemplates cached;
    private boolean downloads;

    private TemplateReader(List<TemplateAnalysis> templates) {
        this.cached = new CachedTemplates(templates);
    }

    static void installInto(BuildChainBuilder builder) {
        builder.addBuildStep(
                context -> context.produce(read(context.consume(TemplatesAnalysisBuildItem.class).getAnalysis())))
                .consumes(TemplatesAnalysisBuildItem.class)
                .produces(TemplateUsesBuildItem.class)
                .build();
    }

    private static TemplateUsesBuildItem read(List<TemplateAnalysis> templates) {
        TemplateReader reader = new TemplateReader(templates);
        Set<String> seen = new HashSet<>();
        for (TemplateAnalysis template : templates) {
            if (seen.add(template.generatedId)) {
                reader.nodes(template.getNodes(), null);
            }
        }
        return new TemplateUsesBuildItem(reader.uses, reader.mistakes, reader.downloads);
    }

    /**
     * @param resource the resource of the section that signs for these nodes; null outside of such a section
     */
    private void nodes(Collection<TemplateNode> nodes, @Nullable String resource) {
        for (TemplateNode node : nodes) {
            if (!node.isSection()) {
                node.getExpressions().forEach(expression -> expression(expression, resource));
                continue;
            }
            List<SectionBlock> blocks = node.asSection().getBlocks();
            boolean signs = node.asSection().getName().equals(CloudFrontSectionFactory.SECTION);
            String own = signs ? section(TemplateUrls.place(node.getOrigin()), blocks.get(0).expressions) : resource;
            if (node.asSection().getName().equals(CachedTemplates.SECTION) && cached.maySign(node.asSection())) {
                mistakes.add(TemplateUrls.place(node.getOrigin()) + " " + CachedSections.MISTAKE);
            }
            for (SectionBlock block : blocks) {
                block.expressions.values().forEach(expression -> expression(expression, resource));
                nodes(block.nodes, own);
            }
        }
    }

    /**
     * @return the section's resource; empty if the section has mistakes
     */
    private String section(String place, Map<String, Expression> parameters) {
        try {
            SectionParameters section = SectionParameters.read(parameters);
            Expression signer = parameters.get(SectionParameters.SIGNER);
            uses.add(new TemplateUse(place, signer == null ? SignerName.DEFAULT : text(signer), section.resource().toString(),
                    text(parameters.get(SectionParameters.EXPIRES_IN))));
            return section.resource().toString();
        } catch (IllegalArgumentException e) {
            mistakes.add(place + " " + e.getMessage());
            return "";
        }
    }

    private void expression(Expression expression, @Nullable String resource) {
        for (Expression.Part part : expression.getParts()) {
            List<Expression> parameters = part.isVirtualMethod() ? part.asVirtualMethod().getParameters() : List.of();
            if (CloudFrontNamespace.NAMESPACE.equals(expression.getNamespace()) && part == expression.getParts().get(0)) {
                url(TemplateUrls.place(expression.getOrigin()), part.getName(), parameters, resource);
            }
            parameters.forEach(parameter -> expression(parameter, resource));
        }
    }

    private void url(String place, String name, List<Expression> parameters, @Nullable String resource) {
        downloads |= name.equals(CloudFrontNamespace.DOWNLOAD);
        String mistake = CloudFrontNamespace.mistakeIn(name, parameters.size());
        int signer = CloudFrontNamespace.signerParameter(name);
        if (mistake != null) {
            mistakes.add(place + " " + mistake);
        } else if (CloudFrontNamespace.isText(name)) {
            if (resource != null && !resource.isEmpty() && !resource.endsWith("*")) {
                mistakes.add(place + " signs text with the resource " + resource + " of its section, which does not cover all "
                        + "files that the text refers to; use one that ends in *, such as /articles/{article}/*");
            }
            uses.add(new TemplateUse(place, null, null, null));
        } else if (parameters.size() == signer) {
            // a template that is included in another template's section may not need its own signer, but that is unknown here
            uses.add(new TemplateUse(place, resource != null ? null : SignerName.DEFAULT, null, null));
        } else if (parameters.get(signer).isLiteral() && text(parameters.get(signer)) == null) {
            mistakes.add(place + " has a signer that is not a name in quotes");
        } else {
            uses.add(new TemplateUse(place, text(parameters.get(signer)), null, null));
        }
    }

    /**
     * @return null if the expression is not text, or its value is not known yet
     */
    private static @Nullable String text(@Nullable Expression expression) {
        return expression != null && expression.isLiteral() && expression.getLiteral() instanceof String text && !text.isEmpty()
                ? text
                : null;
    }
}
