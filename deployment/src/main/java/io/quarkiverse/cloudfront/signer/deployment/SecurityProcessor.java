package io.quarkiverse.cloudfront.signer.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.security.spi.AdditionalSecuredMethodsBuildItem;
import io.quarkus.security.spi.SecurityTransformer;
import io.quarkus.security.spi.SecurityTransformerBuildItem;

/**
 * Signing is a privilege: a REST method that signs needs a user, unless the application says who may call it.
 */
class SecurityProcessor {

    private static final Logger LOG = Logger.getLogger(SecurityProcessor.class);

    /** Any role: whoever is authenticated. */
    private static final Optional<List<String>> AUTHENTICATED = Optional.of(List.of("**"));

    @BuildStep
    SignedRestMethodsBuildItem methods(CombinedIndexBuildItem index, InheritedBindingsBuildItem inherited,
            CarryingMethodsBuildItem carrying, RestSupportBuildItem rest) {
        return new SignedRestMethodsBuildItem(
                rest.isPresent() ? signedRestMethods(index.getIndex(), inherited, carrying) : Set.of());
    }

    @BuildStep
    void authenticate(SignedRestMethodsBuildItem signed, CombinedIndexBuildItem combinedIndex,
            Optional<SecurityTransformerBuildItem> security, BuildProducer<AdditionalSecuredMethodsBuildItem> secured) {
        IndexView index = combinedIndex.getIndex();
        SecurityTransformer transformer = SecurityTransformerBuildItem.createSecurityTransformer(index, security);
        RestMethods restMethods = new RestMethods(index);
        List<MethodInfo> methods = signed.methods().stream()
                .filter(method -> !isSecured(method, restMethods, transformer))
                .toList();
        if (!methods.isEmpty()) {
            secured.produce(new AdditionalSecuredMethodsBuildItem(methods, AUTHENTICATED));
        }
    }

    /**
     * @param errors makes Quarkus run this step, although it never produces one
     */
    @BuildStep
    void warn(SignedRestMethodsBuildItem signed, Capabilities capabilities, BuildProducer<ValidationErrorBuildItem> errors) {
        if (capabilities.isMissing(Capability.SECURITY) && !signed.methods().isEmpty()) {
            LOG.warnf("Anybody can call the REST methods with @SignedResource, as the application has no security extension: "
                    + "%s. Add one, such as quarkus-oidc, and they need a user.",
                    signed.methods().stream().map(SignedResourceInstance::describe).toList());
        }
    }

    /**
     * Quarkus looks at the method that is called and at the one that declares the endpoint, and at no other between or above
     * them: what stands there must not make a method open.
     */
    static boolean isSecured(MethodInfo method, RestMethods restMethods, SecurityTransformer transformer) {
        return securityAnnotation(method, restMethods, transformer).isPresent();
    }

    /**
     * What {@link #isSecured} goes by.
     */
    static Optional<AnnotationInstance> securityAnnotation(MethodInfo method, RestMethods restMethods,
            SecurityTransformer transformer) {
        return securityAnnotation(method, transformer).or(() -> securityAnnotation(restMethods.endpoint(method), transformer));
    }

    private static Optional<AnnotationInstance> securityAnnotation(MethodInfo method, SecurityTransformer transformer) {
        return transformer.findFirstSecurityAnnotation(method)
                .or(() -> transformer.findFirstSecurityAnnotation(method.declaringClass()));
    }

    private static Set<MethodInfo> signedRestMethods(IndexView index, InheritedBindingsBuildItem inherited,
            CarryingMethodsBuildItem carrying) {
        Set<MethodInfo> methods = new TreeSet<>(Comparator.comparing(MethodInfo::toString)
                .thenComparing(method -> method.declaringClass().name()));
        Overrides overrides = new Overrides(index);
        methods.addAll(inherited.bindings().keySet());
        carrying.unannotated().forEach((method, answer) -> {
            if (answer == Reach.Answer.YES) {
                methods.add(method);
            }
        });
        for (AnnotationInstance annotation : index.getAnnotations(DotNames.SIGNED_RESOURCE)) {
            if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                methods.add(annotation.target().asMethod());
            } else if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo type = annotation.target().asClass();
                methods.addAll(type.methods());
                overrides.superclasses(type).forEach(superclass -> methods.addAll(superclass.methods()));
                index.getAllKnownSubclasses(type.name()).forEach(subclass -> methods.addAll(subclass.methods()));
            }
        }
        RestMethods restMethods = new RestMethods(index);
        methods.removeIf(method -> method.declaringClass().isInterface() || method.isSynthetic()
                || !restMethods.isRest(method));
        return methods;
    }
}
