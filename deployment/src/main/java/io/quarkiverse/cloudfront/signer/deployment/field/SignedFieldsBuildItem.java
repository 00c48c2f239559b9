package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationTarget;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The signed fields in a reproducible order, and their mistakes.
 */
public final class SignedFieldsBuildItem extends SimpleBuildItem {

    private final List<AnnotatedField> members;
    private final Set<AnnotationTarget> annotated;
    private final List<String> problems;

    SignedFieldsBuildItem(List<AnnotatedField> members, Set<AnnotationTarget> annotated, List<String> problems) {
        this.members = members;
        this.annotated = annotated;
        this.problems = problems;
    }

    public List<AnnotatedField> members() {
        return members;
    }

    /**
     * Whether an annotation on this method makes it a signed field.
     */
    public boolean isMember(AnnotationTarget target) {
        return annotated.contains(target);
    }

    Set<AnnotationTarget> annotated() {
        return annotated;
    }

    public boolean areThere() {
        return !members.isEmpty();
    }

    public List<String> problems() {
        return problems;
    }
}
