package io.quarkiverse.cloudfront.signer.deployment;

import java.util.List;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.CarriedMembers;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.Playlists;
import io.quarkiverse.cloudfront.signer.runtime.rewrite.SignedMethod;

/**
 * Reads a bound method, and says what in it cannot work.
 */
final class SignedMethodReader {

    private final RestMethods restMethods;
    private final ResourceCheck resourceCheck;
    private final PlaylistMethods playlistMethods;
    private final PlaylistCheck playlistCheck;
    private final boolean rest;
    private final boolean coroutines;
    private final Carried carried;
    private final AccessRulesBuildItem access;
    private final SignedEndpoints endpoints;
    private final Problems problems;

    /**
     * @param rest whether the application has Quarkus REST
     * @param coroutines whether the application has kotlinx-coroutines
     */
    SignedMethodReader(RestMethods restMethods, boolean rest, boolean coroutines, UserSupportBuildItem users, Carried carried,
            AccessRulesBuildItem access, SignedEndpoints endpoints, Problems problems) {
        this.restMethods = restMethods;
        this.resourceCheck = new ResourceCheck(restMethods, users);
        this.playlistMethods = new PlaylistMethods(restMethods);
        this.playlistCheck = new PlaylistCheck(playlistMethods, problems);
        this.rest = rest;
        this.coroutines = coroutines;
        this.carried = carried;
        this.access = access;
        this.endpoints = endpoints;
        this.problems = problems;
    }

    SignedMethod read(BoundMethod bound) {
        MethodInfo method = bound.method();
        SignedResourceInstance annotation = SignedResourceInstance.of(bound.binding());
        boolean isRest = rest && restMethods.isRest(method);
        boolean cookies = annotation.delivery() == Delivery.COOKIES;
        boolean signsUrls = !cookies && !carried.isSigned(method, isRest);
        Playlists playlists = isRest && signsUrls ? playlistMethods.of(method) : Playlists.NEVER;
        boolean nothing = returnsNothing(bound, annotation);
        checkCoroutines(method);
        if (!nothing) {
            checkDefaultMethod(bound, isRest);
            if (playlists == Playlists.DECLARED) {
                playlistCheck.check(bound, annotation);
            } else if (signsUrls) {
                checkReturnType(method, annotation);
            }
            checkResource(bound, annotation, isRest);
            checkExpiresIn(method, annotation);
        }
        return new SignedMethod(SignedResourceInstance.describe(method), annotation.signer(), annotation.delivery(),
                nothing ? "" : annotation.resource(), annotation.expiresIn(), annotation.bindToIp() && !nothing, isRest,
                bound.parameterNames(),
                isRest ? restMethods.pathParameters(bound.beanClass(), method).stream().sorted().toList()
                        : List.of(),
                playlists, nothing ? CarriedMembers.NONE : carried.in(bound, isRest),
                signs(bound) && access.needsLogin(method), cookies && HeadWriters.areIn(method),
                rest ? endpoints.answeredBy(bound, restMethods) : List.of());
    }

    /**
     * A class may have methods that return nothing, of which nothing can leave unsigned.
     */
    private static boolean returnsNothing(BoundMethod bound, SignedResourceInstance annotation) {
        return annotation.delivery() != Delivery.COOKIES && bound.isBoundByClass()
                && ReturnTypes.isNothing(KotlinFunctions.returnType(bound.method()));
    }

    /**
     * Whether the method signs each time that it is called.
     */
    boolean signs(BoundMethod bound) {
        return carried.signsForSure(bound.method())
                && !returnsNothing(bound, SignedResourceInstance.of(bound.binding()));
    }

    private void checkDefaultMethod(BoundMethod bound, boolean isRest) {
        if (isRest && bound.method().declaringClass().isInterface()) {
            problems.add(bound.method(), "is a default method, for which Quarkus does not look at the security annotations of "
                    + bound.beanClass().name() + "; override it there");
        }
    }

    private void checkCoroutines(MethodInfo method) {
        if (KotlinFunctions.isSuspending(method) && !coroutines) {
            problems.add(method, "is a suspend function, and the application does not have kotlinx-coroutines; add "
                    + "quarkus-kotlin, or the dependency org.jetbrains.kotlinx:kotlinx-coroutines-core");
        }
    }

    private void checkReturnType(MethodInfo method, SignedResourceInstance annotation) {
        Type type = KotlinFunctions.returnType(method);
        if (!ReturnTypes.isSupported(type, rest)) {
            problems.add(method,
                    KotlinFunctions.describeReturn(method) + ", which cannot be signed; " + (carried.hasMembers(type)
                            ? "its members with @SignedResource are signed in the JSON of REST methods and nowhere else; leave the "
                                    + "annotation out here"
                            : ReturnTypes.SUPPORTED));
        } else if (annotation.resource().isEmpty() && runsOnEventLoop(method) && ReturnTypes.isBatch(type)) {
            problems.add(method,
                    "is @NonBlocking and returns " + type + ", whose signatures the event loop would have to wait for; "
                            + "return a Uni of it, give the annotation a resource, or make the method @Blocking");
        }
    }

    private boolean runsOnEventLoop(MethodInfo method) {
        return !ReturnTypes.isAsync(KotlinFunctions.returnType(method)) && hasOrInherits(method, DotNames.NON_BLOCKING)
                && !method.hasDeclaredAnnotation(DotNames.BLOCKING)
                && !method.hasDeclaredAnnotation(DotNames.RUN_ON_VIRTUAL_THREAD);
    }

    private boolean hasOrInherits(MethodInfo method, DotName annotation) {
        return restMethods.declarations(method).stream().anyMatch(declaration -> declaration.hasDeclaredAnnotation(annotation)
                || declaration.declaringClass().hasDeclaredAnnotation(annotation));
    }

    private void checkResource(BoundMethod bound, SignedResourceInstance annotation, boolean isRest) {
        String resource = annotation.resource();
        if (!resource.isEmpty()) {
            for (String mistake : resourceCheck.mistakes(bound, resource, isRest)) {
                problems.add(bound.method(), "has the resource \"" + resource + "\": " + mistake);
            }
        }
    }

    private void checkExpiresIn(MethodInfo method, SignedResourceInstance annotation) {
        String mistake = ExpiresInCheck.mistake(annotation.expiresIn());
        if (mistake != null) {
            problems.add(method, mistake);
        }
    }
}
