package io.quarkiverse.cloudfront.signer.deployment.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InheritedBindingsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.deployment.member.Member;
import io.quarkiverse.cloudfront.signer.deployment.member.MemberReachability;
import io.quarkiverse.cloudfront.signer.deployment.member.MembersBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.member.endpoint.MemberEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;

/**
 * Reads what an OpenAPI document tells of the REST methods that sign.
 */
final class SignedOperations {

    private final IndexView index;
    private final RestEndpoints restMethods;
    private final MethodHierarchy overrides;
    private final Map<MethodInfo, AnnotationInstance> inherited;
    private final MemberReachability reach;
    private final List<Member> members;
    private final Predicate<MethodInfo> needsLogin;

    /**
     * @param needsLogin whether the extension itself checks that who calls a method has logged in
     */
    SignedOperations(IndexView index, InheritedBindingsBuildItem inherited, MemberEndpointsBuildItem carrying,
            MembersBuildItem members, Predicate<MethodInfo> needsLogin) {
        this.index = index;
        this.restMethods = new RestEndpoints(index);
        this.overrides = new MethodHierarchy(index);
        this.inherited = inherited.bindings();
        this.reach = carrying.reach();
        this.members = members.members();
        this.needsLogin = needsLogin;
    }

    /**
     * By the references that {@link #reference} makes of each method, wherever Quarkus finds it declared.
     */
    Map<String, SignedOperation> of(Set<MethodInfo> methods) {
        Map<String, SignedOperation> operations = new HashMap<>();
        for (MethodInfo method : methods) {
            SignedOperation operation = operation(method);
            Set<ClassInfo> classes = new HashSet<>(index.getAllKnownSubclasses(method.declaringClass().name()));
            List<MethodInfo> declarations = restMethods.declarations(method);
            declarations.forEach(declaration -> classes.add(declaration.declaringClass()));
            for (ClassInfo type : classes) {
                declarations.forEach(declaration -> operations.put(reference(type, declaration), operation));
            }
        }
        return operations;
    }

    /**
     * The same as Quarkus's OpenAPI extension makes, which hands it to filters.
     */
    private static String reference(ClassInfo type, MethodInfo method) {
        return "m" + type.hashCode() + "_" + method.hashCode();
    }

    private SignedOperation operation(MethodInfo method) {
        AnnotationInstance binding = binding(method);
        boolean carries = reach.of(KotlinFunctions.returnType(method)) == MemberReachability.Answer.YES;
        if (binding == null) {
            return new SignedOperation(Delivery.URL, true, lifeOfMembers(), needsLogin.test(method));
        }
        SignedResourceElements annotation = SignedResourceElements.of(binding);
        boolean cookies = annotation.delivery() == Delivery.COOKIES;
        return new SignedOperation(annotation.delivery(), carries && !cookies, life(annotation), needsLogin.test(method));
    }

    /**
     * The annotation that counts for the method, or null if its members alone are signed.
     */
    private AnnotationInstance binding(MethodInfo method) {
        AnnotationInstance own = method.declaredAnnotation(DotNames.SIGNED_RESOURCE);
        if (own != null) {
            return own;
        } else if (inherited.containsKey(method)) {
            return inherited.get(method);
        }
        ClassInfo type = method.declaringClass();
        Set<ClassInfo> related = new LinkedHashSet<>();
        related.add(type);
        related.addAll(overrides.superclasses(type));
        related.addAll(index.getAllKnownSubclasses(type.name()));
        for (ClassInfo each : related) {
            if (each.hasDeclaredAnnotation(DotNames.SIGNED_RESOURCE)) {
                return each.declaredAnnotation(DotNames.SIGNED_RESOURCE);
            }
        }
        return null;
    }

    private String lifeOfMembers() {
        Set<String> lives = new HashSet<>();
        members.forEach(member -> lives.add(life(member.elements())));
        return lives.size() == 1 ? lives.iterator().next() : "";
    }

    /**
     * What is configured may be configured differently when the application runs.
     */
    private static String life(SignedResourceElements annotation) {
        String expiresIn = annotation.expiresIn();
        if (!expiresIn.isEmpty() && !expiresIn.startsWith("${")) {
            return ", valid for " + expiresIn;
        }
        String property = expiresIn.isEmpty() ? SignerProperties.name(annotation.signer(), "expires-in")
                : expiresIn.replaceAll("^\\$\\{([^:}]*).*", "$1");
        return ", valid for as long as `" + property + "` says";
    }
}
