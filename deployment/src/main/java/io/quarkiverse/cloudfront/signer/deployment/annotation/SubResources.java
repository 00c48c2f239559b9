package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.HashSet;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;

/**
 * Finds the classes whose instances are returned by resource locators. These classes must be beans, so that they can be
 * intercepted.
 */
public final class SubResources {

    private static final DotName CLASS = DotName.createSimple(Class.class);
    private final RestEndpoints restMethods;
    private final MethodHierarchy overrides;
    private final Set<DotName> located = new HashSet<>();

    public SubResources(IndexView index, RestEndpoints restMethods) {
        this.restMethods = restMethods;
        this.overrides = new MethodHierarchy(index);
        for (AnnotationInstance path : index.getAnnotations(DotNames.PATH)) {
            if (path.target().kind() == AnnotationTarget.Kind.METHOD && !restMethods.isRest(path.target().asMethod())) {
                located.add(ReturnTypes.awaited(path.target().asMethod().returnType()).name());
            }
        }
    }

    /**
     * Whether a resource locator may return an instance of the class.
     */
    public boolean isLocated(ClassInfo type) {
        return hasEndpoints(type) && (located.contains(DotName.OBJECT_NAME) || located.contains(CLASS)
                || located.stream().anyMatch(name -> isRelated(type, overrides.index().getClassByName(name))));
    }

    private boolean hasEndpoints(ClassInfo type) {
        return !type.hasDeclaredAnnotation(DotNames.PATH)
                && type.methods().stream().anyMatch(method -> !method.isSynthetic() && restMethods.isRest(method));
    }

    private boolean isRelated(ClassInfo type, ClassInfo other) {
        return other != null && (overrides.lineage(type).contains(other) || overrides.lineage(other).contains(type));
    }

    public static String notABean(ClassInfo type) {
        return type.name().withoutPackagePrefix() + " is not a CDI bean, so nothing would be signed; give it a scope such as "
                + "@RequestScoped, inject it into the class that has the resource locator, and return the injected bean from the "
                + "locator";
    }
}
