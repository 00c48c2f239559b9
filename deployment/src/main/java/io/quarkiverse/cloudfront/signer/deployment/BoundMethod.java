package io.quarkiverse.cloudfront.signer.deployment;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.cloudfront.signer.runtime.rewrite.MethodName;
import io.quarkus.arc.processor.BeanInfo;

/**
 * A bean's method that the interceptor is bound to.
 *
 * @param method declared by the bean's class or by a superclass
 * @param binding the annotation that counts for it
 */
record BoundMethod(BeanInfo bean, MethodInfo method, AnnotationInstance binding) {

    ClassInfo beanClass() {
        return bean.getTarget().orElseThrow().asClass();
    }

    String name() {
        return MethodName.of(beanClass().name().toString(), method.declaringClass().name().toString(), method.name(),
                method.parameterTypes().stream().map(Type::name).map(Object::toString).toList());
    }

    /**
     * The names of the parameters that the source code has.
     */
    List<String> parameterNames() {
        List<String> names = new ArrayList<>();
        for (MethodParameterInfo parameter : method.parameters()) {
            names.add(String.valueOf(parameter.name()));
        }
        if (KotlinFunctions.isSuspending(method)) {
            names.remove(names.size() - 1);
        }
        return names;
    }

    /**
     * Whether the annotation stands on a class, for all its methods.
     */
    boolean isBoundByClass() {
        return binding.target() != null && binding.target().kind() == AnnotationTarget.Kind.CLASS;
    }
}
