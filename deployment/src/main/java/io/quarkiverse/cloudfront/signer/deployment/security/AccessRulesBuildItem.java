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
 * Determines who may call a method that signs. Only this class knows which security annotation applies, even in applications
 * without a security extension.
 */
public final class AccessRulesBuildItem extends SimpleBuildItem {

    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");

    private final RestEndpoints restMethods;
    private final @Nullable SecurityTransformer transformer;

    /**
     * @param transformer finds the security annotations; null in an application without a security extension
     */
    AccessRulesBuildItem(RestEndpoints restMethods, @Nullable SecurityTransformer transformer) {
        this.restMethods = restMethods;
        this.transformer = transformer;
    }

    /**
     * Whether the extension must check that the caller has logged in. It must if the application has users, but does not define
     * who may call the method.
     */
    public boolean needsLogin(MethodInfo method) {
        return transformer != null && securityAnnotation(method).isEmpty();
    }

    /**
     * Whether anyone may call the method, without a check and without an explicit permission.
     */
    boolean isUnchecked(MethodInfo method) {
        return transformer == null && securityAnnotation(method).isEmpty();
    }

    public boolean hasUsers() {
        return transformer != null;
    }

    /**
     * The security annotation that applies to a method. Like Quarkus, this class reads only the method that is called and the
     * method that declares the endpoint. Annotations of other overridden methods must not make a method open. Without a
     * security extension, only {@code @PermitAll} applies.
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
