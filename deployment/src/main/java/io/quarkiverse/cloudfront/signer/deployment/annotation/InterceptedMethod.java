package io.quarkiverse.cloudfront.signer.deployment.annotation;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.index.KotlinFunctions;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.MethodName;
import io.quarkus.arc.processor.BeanInfo;

/**
 * A method of a bean to which the interceptor is bound.
 *
 * @param method the method, declared by the bean's class or by a superclass
 * @param binding the annotation that applies to the method
 */
public record InterceptedMethod(BeanInfo bean, MethodInfo method, AnnotationInstance binding) {

    /** Methods that CDI never intercepts, or that the application excludes from interception. */
    private static final Set<DotName> NOT_INTERCEPTED = DotNames.of("jakarta.interceptor.AroundInvoke",
            "jakarta.annotation.PostConstruct", "jakarta.annotation.PreDestroy", "io.quarkus.arc.NoClassInterceptors");

    public ClassInfo beanClass() {
        return bean.getTarget().orElseThrow().asClass();
    }

    public String name() {
        return MethodName.of(beanClass().name().toString(), method.declaringClass().name().toString(), method.name(),
                method.parameterTypes().stream().map(Type::name).map(Object::toString).toList());
    }

    /**
     * The return type, which is a {@code Uni} for a suspend function.
     */
    public Type returnType() {
        return KotlinFunctions.returnType(method);
    }

    /**
     * The names of the parameters in the source code.
     */
    public List<String> parameterNames() {
        List<String> names = method.parameters().stream().map(parameter -> String.valueOf(parameter.name())).toList();
        return KotlinFunctions.isSuspending(method) ? names.subList(0, names.size() - 1) : names;
    }

    /**
     * Whether the annotation is on the class, and therefore applies to all its methods.
     */
    public boolean isBoundByClass() {
        return binding.target() != null && binding.target().kind() == AnnotationTarget.Kind.CLASS;
    }

    /**
     * Whether an annotation on a method's class does not apply to the method.
     */
    public static boolean isNeverIntercepted(MethodInfo method) {
        return NOT_INTERCEPTED.stream().anyMatch(method::hasDeclaredAnnotation);
    }
}
