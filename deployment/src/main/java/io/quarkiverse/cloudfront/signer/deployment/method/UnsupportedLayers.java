package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.Collection;
import java.util.Map;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldReachability;
import io.quarkiverse.cloudfront.signer.deployment.field.SignedFieldsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;

/**
 * Refuses signing in layers that are not supported.
 *
 * @param classicRest whether RESTEasy Classic serves the methods of Jakarta REST
 */
record UnsupportedLayers(RestEndpoints restMethods, boolean classicRest, BuildProblems problems) {

    private static final DotName ROUTES = DotName.createSimple("io.quarkus.vertx.web.Route$Routes");
    private static final String USE_SIGNER = "sign its URLs with a CloudFrontSigner";

    /**
     * @param fields the signed fields
     * @param answers whether the return values of Jakarta REST methods without the annotation contain such fields
     */
    void check(Collection<InterceptedMethod> bound, SignedFieldsBuildItem fields,
            Map<MethodInfo, FieldReachability.Answer> answers) {
        bound.forEach(method -> check(method.method()));
        if (classicRest && fields.areThere()) {
            problems.add(fields.fields().get(0).description() + " has @SignedResource, but RESTEasy Classic writes the "
                    + "application's responses, and only Quarkus REST signs fields. Replace "
                    + "quarkus-resteasy and its extensions with quarkus-rest, or remove the annotation and " + USE_SIGNER);
            answers.forEach((method, answer) -> {
                if (answer == FieldReachability.Answer.YES) {
                    problems.add(method, KotlinFunctions.describeReturn(method)
                            + ", which has fields with @SignedResource that "
                            + "RESTEasy Classic does not sign; replace quarkus-resteasy and its extensions with "
                            + "quarkus-rest, or "
                            + "return an object without such fields");
                }
            });
        }
    }

    private void check(MethodInfo method) {
        if (method.hasDeclaredAnnotation(DotNames.ROUTE) || method.hasDeclaredAnnotation(ROUTES)) {
            problems.add(method, "is a reactive route, for which @SignedResource is not supported; make it a method of Quarkus "
                    + "REST, or " + USE_SIGNER);
        } else if (method.hasDeclaredAnnotation(DotNames.FUNQ)) {
            problems.add(method, "is a Funqy function, for which @SignedResource is not supported; make it a method of Quarkus "
                    + "REST, or " + USE_SIGNER);
        } else if (classicRest && restMethods.isRest(method)) {
            problems.add(method, "is served by RESTEasy Classic, for which @SignedResource is not supported; replace "
                    + "quarkus-resteasy and its extensions with quarkus-rest, or " + USE_SIGNER);
        }
    }
}
