package io.quarkiverse.cloudfront.signer.deployment.qute;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontNamespace;
import io.quarkiverse.cloudfront.signer.runtime.qute.CloudFrontSectionFactory;
import io.quarkus.qute.Expression;
import io.quarkus.qute.SectionNode;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.deployment.TemplatesAnalysisBuildItem.TemplateAnalysis;

/**
 * Finds signatures in Qute's {@code cached} sections, which would give one user's grant to other users. Templates that such a
 * section includes are also inspected.
 */
record CachedTemplates(List<TemplateAnalysis> templates) {

    /** The section of Qute's caching extension. */
    static final String SECTION = "cached";

    /** The section for the content of another template, which is not known here. */
    private static final String INSERT = "insert";

    /**
     * Whether a caching section may contain a signature.
     */
    boolean maySign(SectionNode cached) {
        return section(cached, new HashSet<>());
    }

    private boolean nodes(Collection<TemplateNode> nodes, Set<String> seen) {
        return nodes.stream().anyMatch(node -> node.isSection() ? section(node.asSection(), seen)
                : expressions(node.getExpressions()));
    }

    private boolean section(SectionNode section, Set<String> seen) {
        return section.getName().equals(CloudFrontSectionFactory.SECTION)
                || section.getName().equals(INSERT) && anySigns()
                || included(section, seen)
                || section.getBlocks().stream()
                        .anyMatch(block -> expressions(block.expressions.values()) || nodes(block.nodes, seen));
    }

    private boolean included(SectionNode section, Set<String> seen) {
        String name = section.getName().equals("include") ? section.getBlocks().get(0).parameters.get("template")
                : "tags/" + section.getName();
        if (name == null) {
            // the template is known only when the section is rendered
            return anySigns();
        }
        int fragment = name.indexOf('$');
        String id = fragment < 0 ? name : name.substring(0, fragment);
        // a fragment without the name of a template belongs to the same template
        String template = id.isEmpty() ? section.getOrigin().getTemplateId() : id;
        return templates.stream().anyMatch(other -> other.path != null
                && (other.path.equals(template) || other.path.startsWith(template + "."))
                && seen.add(other.generatedId) && nodes(other.getNodes(), seen));
    }

    private boolean anySigns() {
        return templates.stream().anyMatch(template -> expressionsOfNamespace(template.expressions)
                || !template.findNodes(node -> node.isSection()
                        && node.asSection().getName().equals(CloudFrontSectionFactory.SECTION)).isEmpty());
    }

    private boolean expressions(Collection<Expression> expressions) {
        return expressionsOfNamespace(expressions) || expressions.stream()
                .anyMatch(expression -> expression.toOriginalString().equals("nested-content") && anySigns());
    }

    private static boolean expressionsOfNamespace(Collection<Expression> expressions) {
        return expressions.stream().anyMatch(expression -> CloudFrontNamespace.NAMESPACE.equals(expression.getNamespace())
                || expression.getParts().stream().anyMatch(part -> part.isVirtualMethod()
                        && expressionsOfNamespace(part.asVirtualMethod().getParameters())));
    }
}
