package io.quarkiverse.cloudfront.signer.deployment.field;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationTarget;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The signed fields in a reproducible order, and the mistakes in them.
 */
public final class SignedFieldsBuildItem extends SimpleBuildItem {

    private final List<AnnotatedField> fields;
    private final Set<AnnotationTarget> annotated;
    private final List<String> problems;
    private final FieldReachability reachability;

    SignedFieldsBuildItem(List<AnnotatedField> fields, Set<AnnotationTarget> annotated, List<String> problems,
            FieldReachability reachability) {
        this.fields = fields;
        this.annotated = annotated;
        this.problems = problems;
        this.reachability = reachability;
    }

    public List<AnnotatedField> fields() {
        return fields;
    }

    /**
     * Whether an annotation on this target makes it a signed field.
     */
    public boolean isField(AnnotationTarget target) {
        return annotated.contains(target);
    }

    public boolean areThere() {
        return !fields.isEmpty();
    }

    public List<String> problems() {
        return problems;
    }

    public FieldReachability reachability() {
        return reachability;
    }
}
