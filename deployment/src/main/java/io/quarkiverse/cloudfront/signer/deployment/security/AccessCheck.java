package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkus.runtime.LaunchMode;

/**
 * Finds methods that sign for anonymous callers without an explicit permission, and methods that can never be called, because
 * they require a user where there is none.
 *
 * @param allowAnonymous whether the application explicitly allows signing for anonymous callers
 */
public record AccessCheck(AccessRulesBuildItem access, boolean allowAnonymous, LaunchMode mode, BuildProblems problems) {

    private static final Logger LOG = Logger.getLogger(AccessCheck.class);

    static final String ALLOW_ANONYMOUS = "quarkus.cloudfront-signer.allow-anonymous";

    /** Annotations of methods that Quarkus itself calls. */
    private static final Set<DotName> WITHOUT_USER = DotNames.of("org.eclipse.microprofile.reactive.messaging.Incoming",
            "io.smallrye.reactive.messaging.annotations.Incomings", "org.eclipse.microprofile.reactive.messaging.Outgoing",
            "io.smallrye.reactive.messaging.annotations.Outgoings", "io.quarkus.scheduler.Scheduled",
            "io.quarkus.scheduler.Scheduled$Schedules", "io.quarkus.runtime.Startup");

    /**
     * @param methods the methods that definitely sign
     */
    public void check(List<MethodInfo> methods) {
        Set<String> unchecked = new TreeSet<>();
        for (MethodInfo method : methods) {
            if (access.needsLogin(method)) {
                if (WITHOUT_USER.stream().anyMatch(method::hasDeclaredAnnotation)) {
                    problems.add(method, "has @SignedResource, but it is called by a message, the scheduler, or the start of "
                            + "the application, without a logged-in user; annotate it with @PermitAll if it may sign without "
                            + "one");
                }
            } else if (access.isUnchecked(method) && !allowAnonymous) {
                unchecked.add(SignedResourceElements.describe(method));
            }
        }
        if (!unchecked.isEmpty()) {
            report(unchecked);
        }
    }

    /**
     * Logs a warning in dev and test mode, and fails the production build.
     */
    private void report(Set<String> unchecked) {
        if (mode == LaunchMode.NORMAL) {
            for (String method : unchecked) {
                problems.add(method + " signs for anonymous callers, because the application does not have a security "
                        + "extension. Add one, such as quarkus-oidc, so that only logged-in users can call it. If anonymous "
                        + "callers may call it, annotate the method or its class with @PermitAll, or set " + ALLOW_ANONYMOUS
                        + "=true");
            }
        } else {
            LOG.warnf("Anonymous callers can call these methods and get signed URLs or cookies, because the application does "
                    + "not have a security extension: %s. Outside of dev and test mode, the build will fail. Add an "
                    + "extension, such as quarkus-oidc, so that only logged-in users can call them. If anonymous callers may "
                    + "call them, annotate the methods or their classes with @PermitAll, or set %s=true.",
                    String.join(", ", unchecked), ALLOW_ANONYMOUS);
        }
    }
}
