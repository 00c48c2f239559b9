package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.Set;

import org.jboss.jandex.MethodInfo;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The methods that answer HTTP requests with something signed.
 */
public final class SignedRestMethodsBuildItem extends SimpleBuildItem {

    private final Set<MethodInfo> methods;

    SignedRestMethodsBuildItem(Set<MethodInfo> methods) {
        this.methods = methods;
    }

    public Set<MethodInfo> methods() {
        return methods;
    }
}
