package io.quarkiverse.cloudfront.signer.runtime;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.inject.Instance;

/**
 * Implements only the methods of a large interface that a test needs. All others fail.
 */
public final class Stub {

    private Stub() {
    }

    /**
     * @param methods by name
     */
    public static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> methods) {
        InvocationHandler handler = (stub, method, arguments) -> {
            Function<Object[], Object> known = methods.get(method.getName());
            if (known != null) {
                return known.apply(arguments);
            } else if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals") ? (Object) (stub == arguments[0])
                        : method.getName().equals("hashCode") ? System.identityHashCode(stub) : type.getSimpleName();
            } else if (method.isDefault()) {
                return InvocationHandler.invokeDefault(stub, method, arguments);
            }
            throw new UnsupportedOperationException(method.toString());
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
    }

    /**
     * @param bean null if the application does not have one
     */
    @SuppressWarnings("unchecked")
    public static <T> Instance<T> instance(T bean) {
        return of(Instance.class, Map.of("isResolvable", none -> bean != null, "get", none -> Optional.of(bean).get()));
    }
}
