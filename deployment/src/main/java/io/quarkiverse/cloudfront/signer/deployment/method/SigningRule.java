package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SubResources;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointCheck;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldEndpointsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.MethodHierarchy;
import io.quarkiverse.cloudfront.signer.deployment.security.AccessCheck;

/**
 * Refuses everything that the application could not sign. Each rule checks the whole application, so that one build reports all
 * problems.
 */
@FunctionalInterface
interface SigningRule {

    List<SigningRule> ALL = List.of(SigningRule::fields, SigningRule::access, SigningRule::layers, SigningRule::fieldEndpoints,
            SigningRule::annotations);

    void check(SignedApplication application, BuildProblems problems);

    private static void fields(SignedApplication application, BuildProblems problems) {
        application.fields().problems().forEach(problems::add);
    }

    private static void access(SignedApplication application, BuildProblems problems) {
        new AccessCheck(application.access(), application.allowsAnonymous(), application.mode(), problems)
                .check(application.bound().stream().filter(application::signs)
                        .map(InterceptedMethod::method).distinct().toList());
    }

    private static void layers(SignedApplication application, BuildProblems problems) {
        new UnsupportedLayers(application.restMethods(), application.classicRest(), problems).check(application.bound(),
                application.fields(), application.classicRest() ? FieldEndpointsBuildItem.find(application.index(),
                        application.annotations(), application.fields().reachability()).unannotated() : Map.of());
    }

    private static void fieldEndpoints(SignedApplication application, BuildProblems problems) {
        FieldEndpointCheck check = new FieldEndpointCheck(application.index(), application.carrying(),
                application.fields().reachability(), application.beans(), application.removed(), problems);
        check.find();
        check.findTools(application.mcp(), application.bound());
        check.findGenerated(application.generated());
    }

    private static void annotations(SignedApplication application, BuildProblems problems) {
        new IneffectiveAnnotations(new MethodHierarchy(application.index()),
                new SubResources(application.index(), application.restMethods()), application.beans(), application.bound(),
                application.removed(), application.fields(), problems).find();
    }
}
