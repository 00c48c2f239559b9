package io.quarkiverse.cloudfront.signer.deployment.qute;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontNamespace;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontSectionFactory;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.deployment.TemplatesAnalysisBuildItem.TemplateAnalysis;

/**
 * Finds signatures in Qute's {@code cached} sections, which would give one user's grant to other users. Also inspects the
 * templates that such a section includes.
 */
final class CachedTemplates {

    /** The section of Qute's caching extension. */
    static final String SECTION = "cached";

    private static final String INCLUDE = "include";
    /** The section for content of another template, which is unknown. */
    private static final String INSERT = "insert";
    private static final String NESTED_CONTENT = "nested-content";

    private final List<TemplateAnalysis> templates;

    CachedTemplates(List<TemplateAnalysis> templates) {
        this.templates = templates;
    }

    /**
     * Whether a caching section may contain a signature.
     */
    boolean maySign(SectionNode cached) {
        return section(cached, new HashSet<>());
    }

    private boolean nodes(Collection<TemplateNode> nodes, Set<String> seen) {
        for (TemplateNode node : nodes) {
            if (node.isSection() ? section(node.asSection(), seen) : expressions(node.getExpressions())) {
                return true;
            }
        }
        return false;
    }

    private boolean section(SectionNode section, Set<String> seen) {
        if (section.getName().equals(CloudFrontSectionFactory.SECTION)
                || section.getName().equals(INSERT) && anySigns()
                || included(section, seen)) {
            return true;
        }
        for (SectionBlock block : section.getBlocks()) {
            if (expressions(block.expressions.values()) || nodes(block.nodes, seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean included(SectionNode section, Set<String> seen) {
        String name = section.getName().equals(INCLUDE) ? section.getBlocks().get(0).parameters.get("template")
                : "tags/" + section.getName();
        if (name == null) {
            // only known when it is rendered
            return anySigns();
        }
        int fragment = name.indexOf('$');
        String id = fragment < 0 ? name : name.substring(0, fragment);
        // a fragment without a template belongs to the same template
        String template = id.isEmpty() ? section.getOrigin().getTemplateId() : id;
        for (TemplateAnalysis other : templates) {
            if (other.path != null && (other.path.equals(template) || other.path.startsWith(template + "."))
                    && seen.add(other.generatedId) && nodes(other.getNodes(), seen)) {
                return true;
            }
        }
        return false;
    }

    private boolean anySigns() {
        for (TemplateAnalysis template : templates) {
            if (expressionsOfNamespace(template.expressions)
                    || !template.findNodes(node -> node.isSection()
                            && node.asSection().getName().equals(CloudFrontSectionFactory.SECTION)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean expressions(Collection<Expression> expressions) {
        for (Expression expression : expressions) {
            if (expression.toOriginalString().equals(NESTED_CONTENT) && anySigns()) {
                return true;
            }
        }
        return expressionsOfNamespace(expressions);
    }

    private static boolean expressionsOfNamespace(Collection<Expression> expressions) {
        for (Expression expression : expressions) {
            if (CloudFrontNamespace.NAMESPACE.equals(expression.getNamespace())) {
                return true;
            }
            for (Expression.Part part : expression.getParts()) {
                if (part.isVirtualMethod() && expressionsOfNamespace(part.asVirtualMethod().getParameters())) {
                    return true;
                }
            }
        }
        return false;
    }
}
