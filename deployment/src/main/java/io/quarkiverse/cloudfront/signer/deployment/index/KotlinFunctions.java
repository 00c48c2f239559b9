package io.quarkiverse.cloudfront.signer.deployment.index;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.Type;

import io.smallrye.mutiny.Uni;

/**
 * Reads the compiled form of Kotlin's suspend functions and objects.
 */
public final class KotlinFunctions {

    public static final DotName FLOW = DotName.createSimple("kotlinx.coroutines.flow.Flow");

    private static final DotName CONTINUATION = DotName.createSimple("kotlin.coroutines.Continuation");
    private static final DotName UNIT = DotName.createSimple("kotlin.Unit");
    private static final DotName METADATA = DotName.createSimple("kotlin.Metadata");
    private static final DotName UNI = DotName.createSimple(Uni.class);
    private static final Type NOTHING = Type.create(DotName.createSimple(Void.class), Type.Kind.CLASS);

    private KotlinFunctions() {
    }

    public static boolean isSuspending(MethodInfo method) {
        int last = method.parametersCount() - 1;
        return last >= 0 && method.parameterType(last).name().equals(CONTINUATION)
                && method.returnType().name().equals(DotName.OBJECT_NAME);
    }

    /**
     * The return type of a method. For a suspend function, this is a {@code Uni}, because the function is treated as returning
     * one at run time.
     */
    public static Type returnType(MethodInfo method) {
        if (!isSuspending(method)) {
            return method.returnType();
        }
        Type result = result(method);
        return ParameterizedType.create(UNI, result.name().equals(UNIT) ? NOTHING : result);
    }

    /**
     * Describes the return type in words, such as "returns java.lang.String".
     */
    public static String describeReturn(MethodInfo method) {
        return isSuspending(method) ? "is a suspend function that returns " + result(method)
                : "returns " + method.returnType();
    }

    private static Type result(MethodInfo method) {
        Type continuation = method.parameterType(method.parametersCount() - 1);
        if (continuation.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            return method.returnType();
        }
        Type argument = continuation.asParameterizedType().arguments().get(0);
        return argument.kind() == Type.Kind.WILDCARD_TYPE && argument.asWildcardType().superBound() != null
                ? argument.asWildcardType().superBound()
                : argument;
    }

    /**
     * Whether the class contains copies of an interface's functions that have a body, for callers that were compiled earlier.
     */
    public static boolean isCompatibilityClass(ClassInfo type) {
        return type.hasDeclaredAnnotation(METADATA) && type.name().toString().endsWith("$DefaultImpls");
    }

    /**
     * Whether the class is an {@code object}, which Kotlin itself instantiates.
     */
    public static boolean isObject(ClassInfo type) {
        return type.hasDeclaredAnnotation(METADATA) && (type.name().toString().endsWith("$Companion")
                || type.field("INSTANCE") != null && type.field("INSTANCE").type().name().equals(type.name()));
    }
}
