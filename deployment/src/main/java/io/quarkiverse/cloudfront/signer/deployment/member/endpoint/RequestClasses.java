package io.quarkiverse.cloudfront.signer.deployment.member.endpoint;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.member.Member;
import io.quarkiverse.cloudfront.signer.deployment.member.MemberReachability;

/**
 * Finds the classes of objects in requests that have signed fields, or may hold objects that do. Their holders need not be
 * visible in JSON: a setter is sufficient to read them.
 */
final class RequestClasses {

    private static final String CONTEXT = "jakarta.ws.rs.";

    private final IndexView index;
    private final RestEndpoints restMethods;
    private final MethodHierarchy overrides;
    private final MemberReachability reach;
    private final Deque<Type> open = new ArrayDeque<>();

    RequestClasses(IndexView index, List<Member> members) {
        this.index = index;
        this.restMethods = new RestEndpoints(index);
        this.overrides = new MethodHierarchy(index);
        this.reach = new MemberReachability(index, members);
    }

    /**
     * Whether an object with a signed field may be sent to the method.
     */
    boolean mayReach(MethodInfo method) {
        return method.parameterTypes().stream().anyMatch(this::mayReach);
    }

    private boolean mayReach(Type type) {
        return !type.name().toString().startsWith(CONTEXT) && reach.of(type) != MemberReachability.Answer.NO;
    }

    /**
     * @param known the names of classes that have signed fields or are known to hold objects that do
     */
    List<String> find(Collection<String> known) {
        Set<String> found = new TreeSet<>(known);
        for (DotName httpMethod : restMethods.httpMethods()) {
            for (AnnotationInstance annotation : index.getAnnotations(httpMethod)) {
                if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                    annotation.target().asMethod().parameterTypes().forEach(this::addIfReaching);
                }
            }
        }
        Set<DotName> seen = new TreeSet<>();
        while (!open.isEmpty()) {
            ClassInfo type = index.getClassByName(open.remove().name());
            if (type != null && !MemberReachability.isOfJdk(type.name()) && !type.isEnum() && seen.add(type.name())) {
                found.add(type.name().toString());
                addHeld(type);
            }
        }
        return List.copyOf(found);
    }

    private void addIfReaching(Type type) {
        switch (type.kind()) {
            case ARRAY -> addIfReaching(type.asArrayType().elementType());
            case WILDCARD_TYPE -> addIfReaching(type.asWildcardType().extendsBound());
            case CLASS, PARAMETERIZED_TYPE -> {
                if (mayReach(type)) {
                    open.add(type);
                    if (type.kind() == Type.Kind.PARAMETERIZED_TYPE) {
                        type.asParameterizedType().arguments().forEach(this::addIfReaching);
                    }
                }
            }
            default -> {
            }
        }
    }

    private void addHeld(ClassInfo type) {
        List<ClassInfo> related = new ArrayList<>(overrides.superclasses(type));
        related.addAll(index.getAllKnownSubclasses(type.name()));
        related.addAll(index.getAllKnownImplementations(type.name()));
        related.forEach(other -> open.add(Type.create(other.name(), Type.Kind.CLASS)));
        for (FieldInfo field : type.fields()) {
            if (!Modifier.isStatic(field.flags())) {
                addIfReaching(field.type());
            }
        }
    }
}
