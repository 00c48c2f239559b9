package io.quarkiverse.cloudfront.signer.deployment.method;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.annotation.InterceptedMethod;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ResourceCheck;
import io.quarkiverse.cloudfront.signer.deployment.annotation.ReturnTypes;
import io.quarkiverse.cloudfront.signer.deployment.annotation.SignedResourceElements;
import io.quarkiverse.cloudfront.signer.deployment.endpoint.PlaylistCheck;
import io.quarkiverse.cloudfront.signer.deployment.field.FieldPlacements;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.deployment.index.RestEndpoints;
import io.quarkiverse.cloudfront.signer.runtime.delivery.PlaylistMode;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo.Call;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo.Elements;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo.Result;

/**
 * Reads a method to which the interceptor is bound, and reports its mistakes.
 */
final class SignedMethodReader {

    /** Parameter types with which a method can send the head of the response before it returns. */
    private static final Set<DotName> HEAD_WRITERS = DotNames.of("jakarta.ws.rs.sse.SseEventSink",
            "io.vertx.core.http.HttpServerResponse", "io.vertx.core.http.HttpServerRequest", "io.vertx.ext.web.RoutingContext",
            "jakarta.servlet.http.HttpServletResponse", "org.jboss.resteasy.reactive.server.spi.ServerRequestContext");

    private final SignedApplication signed;
    private final RestEndpoints restMethods;
    private final ResourceCheck resourceCheck;
    private final PlaylistCheck playlistCheck;
    private final FieldPlacements carried;
    private final BuildProblems problems;

    SignedMethodReader(SignedApplication signed, BuildProblems problems) {
        this.signed = signed;
        this.restMethods = signed.restMethods();
        this.resourceCheck = new ResourceCheck(restMethods, signed.support());
        this.playlistCheck = new PlaylistCheck(restMethods, problems);
        this.carried = signed.placements();
        this.problems = problems;
    }

    SignedMethodInfo read(InterceptedMethod bound) {
        MethodInfo method = bound.method();
        SignedResourceElements annotation = SignedResourceElements.of(bound.binding());
        boolean isRest = signed.support().hasRest() && restMethods.isRest(method);
        boolean cookies = annotation.delivery() == Delivery.COOKIES;
        boolean writesFields = isRest || !cookies && signed.mcp().isOne(method);
        boolean signsUrls = !cookies && !carried.isSigned(bound, writesFields);
        PlaylistMode produced = isRest && signsUrls ? ReturnTypes.playlists(restMethods, method) : PlaylistMode.NEVER;
        PlaylistMode playlists = annotation.content() != Content.URL ? PlaylistMode.NEVER : produced;
        boolean nothing = returnsNothing(bound, annotation);
        checkCoroutines(method);
        if (!nothing) {
            checkDefaultMethod(bound, isRest);
            if (annotation.content() != Content.URL && produced == PlaylistMode.DECLARED) {
                problems.add(method,
                        "produces a playlist, and has content = " + annotation.content() + ", which is for methods "
                                + "that return " + (annotation.content().isText() ? "other text" : "the URL of one")
                                + "; leave it out"
                                + (annotation.content().isText() ? "" : ", or return the URL as text or JSON"));
            } else if (annotation.content().isText() && carried.isSigned(bound, writesFields)) {
                problems.add(method, "returns an object with signed fields, and has content = " + annotation.content()
                        + ", which is for strings; set the content of its fields");
            } else if (playlists == PlaylistMode.DECLARED) {
                playlistCheck.check(bound, annotation);
            } else if (signsUrls) {
                checkReturnType(bound, annotation);
            }
            Stream.concat(resourceCheck.mistakes(bound, annotation.resource(), isRest).stream(),
                    annotation.mistakes(false).stream()).forEach(mistake -> problems.add(method, mistake));
        }
        Elements elements = new Elements(annotation.signer(), annotation.delivery(), nothing ? "" : annotation.resource(),
                annotation.expiresIn(), annotation.bindToIp() && !nothing, nothing ? Content.URL : annotation.content());
        Call call = new Call(isRest, bound.parameterNames(),
                isRest ? restMethods.pathParameters(bound.beanClass(), method).stream().sorted().toList() : List.of(),
                signed.signs(bound) && signed.access().needsLogin(method),
                signed.support().hasRest() ? signed.endpoints().answeredBy(bound) : List.of());
        Result result = new Result(playlists, nothing ? FieldPlacement.NONE : carried.in(bound, writesFields),
                cookies && method.parameterTypes().stream().anyMatch(type -> HEAD_WRITERS.contains(type.name())));
        SignedMethodInfo info = new SignedMethodInfo(SignedResourceElements.describe(method), elements, call, result);
        carried.check(method, info, problems);
        return info;
    }

    /**
     * Whether a method of an annotated class never returns a value, which is not a mistake, because there is nothing to sign.
     */
    static boolean returnsNothing(InterceptedMethod bound, SignedResourceElements annotation) {
        return annotation.delivery() != Delivery.COOKIES && bound.isBoundByClass()
                && ReturnTypes.isNothing(bound.returnType());
    }

    private void checkDefaultMethod(InterceptedMethod bound, boolean isRest) {
        if (isRest && bound.method().declaringClass().isInterface()) {
            problems.add(bound.method(), "is a default method, for which Quarkus ignores the security annotations of "
                    + bound.beanClass().name() + "; override it there");
        }
    }

    private void checkCoroutines(MethodInfo method) {
        if (KotlinFunctions.isSuspending(method) && !signed.support().hasCoroutines()) {
            problems.add(method, "is a suspend function, but the application does not have kotlinx-coroutines; add "
                    + "quarkus-kotlin, or the dependency org.jetbrains.kotlinx:kotlinx-coroutines-core");
        }
    }

    private void checkReturnType(InterceptedMethod bound, SignedResourceElements annotation) {
        MethodInfo method = bound.method();
        Type type = bound.returnType();
        if (!ReturnTypes.isSupported(type, signed.support().hasRest())) {
            problems.add(method,
                    KotlinFunctions.describeReturn(method) + ", which cannot be signed; " + (carried.returnsFields(method)
                            ? "its fields with @SignedResource are only signed in the JSON of REST methods and in MCP "
                                    + "tools, resources, and prompts; remove the annotation here"
                            : ReturnTypes.SUPPORTED));
        } else if (annotation.content().isText() && !ReturnTypes.isOfStrings(type)) {
            problems.add(method, "returns " + type + ", which is not text, and has content = " + annotation.content()
                    + "; leave it out, or return strings");
        } else if (annotation.resource().isEmpty() && ReturnTypes.isBatch(type) && !ReturnTypes.isAsync(type)
                && runsOnEventLoop(method)) {
            problems.add(method,
                    "is @NonBlocking and returns " + type + ", for whose signatures the event loop would have to wait; "
                            + "return a Uni of it, set a resource in the annotation, or annotate the method with @Blocking");
        }
    }

    private boolean runsOnEventLoop(MethodInfo method) {
        return hasOrInherits(method, DotNames.NON_BLOCKING)
                && !method.hasDeclaredAnnotation(DotNames.BLOCKING)
                && !method.hasDeclaredAnnotation(DotNames.RUN_ON_VIRTUAL_THREAD);
    }

    private boolean hasOrInherits(MethodInfo method, DotName annotation) {
        return restMethods.declarations(method).stream().anyMatch(declaration -> declaration.hasDeclaredAnnotation(annotation)
                || declaration.declaringClass().hasDeclaredAnnotation(annotation));
    }
}
