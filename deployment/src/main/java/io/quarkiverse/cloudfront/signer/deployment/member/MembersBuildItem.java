package io.quarkiverse.cloudfront.signer.deployment.member;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationTarget;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The members of data objects that are signed, in an order that is the same at each build, and what is wrong with them.
 */
public final class MembersBuildItem extends SimpleBuildItem {

    private final List<Member> members;
    private final Set<AnnotationTarget> annotated;
    private final List<String> problems;

    MembersBuildItem(List<Member> members, Set<AnnotationTarget> annotated, List<String> problems) {
        this.members = members;
        this.annotated = annotated;
        this.problems = problems;
    }

    public List<Member> members() {
        return members;
    }

    /**
     * Whether an annotation on this method makes a member of it.
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
