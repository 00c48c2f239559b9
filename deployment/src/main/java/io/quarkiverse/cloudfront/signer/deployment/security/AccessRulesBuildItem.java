package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.Optional;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.security.spi.SecurityTransformer;

/**
 * Says who may call a method that signs: the one place that knows which security annotation is in force, also in an application
 * without a security extension.
 */
public final class AccessRulesBuildItem extends SimpleBuildItem {

    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");

    private final RestEndpoints restMethods;
    private final @Nullable SecurityTransformer transformer;

    /**
     * @param transformer knows the security annotations; null in an application without a security extension
     */
    AccessRulesBuildItem(RestEndpoints restMethods, @Nullable SecurityTransformer transformer) {
        this.restMethods = restMethods;
        this.transformer = transformer;
    }

    /**
     * Whether the extension has to check that the caller has logged in, because the application has users, and does not say
     * itself who may call the method.
     */
    public boolean needsLogin(MethodInfo method) {
        return transformer != null && securityAnnotation(method).isEmpty();
    }

    /**
     * Whether anybody may call the method because nothing checks it and the application does not say that it means that.
     */
    boolean isUnchecked(MethodInfo method) {
        return transformer == null && securityAnnotation(method).isEmpty();
    }

    public boolean hasUsers() {
        return transformer != null;
    }

    /**
     * Quarkus looks at the method that is called and at the one that declares the endpoint, and at no other between or above
     * them: what stands there must not make a method open. Without a security extension nothing but {@code @PermitAll} is in
     * force.
     */
    public Optional<AnnotationInstance> securityAnnotation(MethodInfo method) {
        MethodInfo endpoint = restMethods.endpoint(method);
        return ownAnnotation(method).or(() -> endpoint == null ? Optional.empty() : ownAnnotation(endpoint));
    }

    private Optional<AnnotationInstance> ownAnnotation(MethodInfo method) {
        if (transformer == null) {
            return Optional.ofNullable(method.declaredAnnotation(PERMIT_ALL))
                    .or(() -> Optional.ofNullable(method.declaringClass().declaredAnnotation(PERMIT_ALL)));
        }
        return transformer.findFirstSecurityAnnotation(method)
                .or(() -> transformer.findFirstSecurityAnnotation(method.declaringClass()));
    }
}
