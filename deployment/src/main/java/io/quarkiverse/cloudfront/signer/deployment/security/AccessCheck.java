package io.quarkiverse.cloudfront.signer.deployment.security;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkus.runtime.LaunchMode;

/**
 * Finds methods that sign for everybody although the application does not say so, or that nobody can call because they demand a
 * user where there never is one.
 */
public final class AccessCheck {

    private static final Logger LOG = Logger.getLogger(AccessCheck.class);

    static final String ALLOW_ANONYMOUS = "quarkus.cloudfront-signer.allow-anonymous";

    /** What Quarkus calls by itself. */
    private static final Set<DotName> WITHOUT_USER = Set.of(
            DotName.createSimple("org.eclipse.microprofile.reactive.messaging.Incoming"),
            DotName.createSimple("io.smallrye.reactive.messaging.annotations.Incomings"),
            DotName.createSimple("org.eclipse.microprofile.reactive.messaging.Outgoing"),
            DotName.createSimple("io.smallrye.reactive.messaging.annotations.Outgoings"),
            DotName.createSimple("io.quarkus.scheduler.Scheduled"),
            DotName.createSimple("io.quarkus.scheduler.Scheduled$Schedules"),
            DotName.createSimple("io.quarkus.runtime.Startup"));

    private final AccessRulesBuildItem access;
    private final boolean allowAnonymous;
    private final LaunchMode mode;
    private final BuildProblems problems;
    private final Set<String> unchecked = new TreeSet<>();

    /**
     * @param allowAnonymous whether the application says that it means to sign for everybody
     */
    public AccessCheck(AccessRulesBuildItem access, boolean allowAnonymous, LaunchMode mode, BuildProblems problems) {
        this.access = access;
        this.allowAnonymous = allowAnonymous;
        this.mode = mode;
        this.problems = problems;
    }

    /**
     * @param methods that sign for sure
     */
    public void check(List<MethodInfo> methods) {
        for (MethodInfo method : methods) {
            if (access.needsLogin(method)) {
                if (WITHOUT_USER.stream().anyMatch(method::hasDeclaredAnnotation)) {
                    problems.add(method, "has @SignedResource, but a message, the scheduler, or the start of the application "
                            + "calls it, and there is no user who could have logged in; annotate it with @PermitAll if it may "
                            + "sign without one");
                }
            } else if (access.isUnchecked(method) && !allowAnonymous) {
                unchecked.add(SignedResourceElements.describe(method));
            }
        }
        if (!unchecked.isEmpty()) {
            reportUnchecked();
        }
    }

    /**
     * A first trial runs, but nothing goes into production by oversight.
     */
    private void reportUnchecked() {
        if (mode == LaunchMode.NORMAL) {
            for (String method : unchecked) {
                problems.add(method + " signs for everybody, because the application has no security extension. Add one, such "
                        + "as quarkus-oidc, so that only users who have logged in can call it. If everybody may, annotate the "
                        + "method or its class with @PermitAll, or set " + ALLOW_ANONYMOUS + "=true");
            }
        } else {
            LOG.warnf("Everybody can call these methods, and gets what they sign, because the application has no security "
                    + "extension: %s. Outside of dev and test mode the build will fail. Add an extension, such as quarkus-oidc, "
                    + "so that only users who have logged in can call them. If everybody may, annotate the methods or their "
                    + "classes with @PermitAll, or set %s=true.", String.join(", ", unchecked), ALLOW_ANONYMOUS);
        }
    }
}
