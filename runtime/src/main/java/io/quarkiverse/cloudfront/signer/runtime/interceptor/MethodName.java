package io.quarkiverse.cloudfront.signer.runtime.interceptor;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/**
 * The name of a bean's method, which the build and the runtime share.
 */
public final class MethodName {

    private MethodName() {
    }

    /**
     * @param parameterTypes the binary names of the erased types, with arrays as {@link Class#getName()} writes them
     */
    public static String of(String beanClass, String declaringClass, String method, List<String> parameterTypes) {
        return beanClass + "|" + declaringClass + "#" + method + "(" + String.join(",", parameterTypes) + ")";
    }

    /**
     * The name of the bean class in such a name.
     */
    static String beanClass(String name) {
        return name.substring(0, name.indexOf('|'));
    }

    /**
     * @param endpoint the name of the Jakarta REST method that a bean's method implements
     */
    static String endpoint(String beanClass, String endpoint) {
        return beanClass + "|" + endpoint;
    }

    static String of(Class<?> beanClass, Method method) {
        return of(beanClass.getName(), method.getDeclaringClass().getName(), method.getName(),
                Stream.of(method.getParameterTypes()).map(Class::getName).toList());
    }
}
