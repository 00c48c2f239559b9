package io.quarkiverse.cloudfront.signer.runtime;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Destroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;

import io.quarkus.arc.Arc;
import io.quarkus.arc.Components;
import io.quarkus.arc.ComponentsProvider;
import io.quarkus.arc.CurrentContextFactory;
import io.quarkus.arc.InjectableBean;

/**
 * Starts Arc with a few beans of a test, for code that looks beans up.
 */
public final class TestContainer implements ComponentsProvider, AutoCloseable {

    private static final ThreadLocal<List<?>> BEANS = new ThreadLocal<>();

    /**
     * Activates a request context.
     *
     * @param beans registered by their own classes
     */
    public static TestContainer start(Object... beans) {
        BEANS.set(List.of(beans));
        try {
            Arc.initialize().requestContext().activate();
        } finally {
            BEANS.remove();
        }
        return new TestContainer();
    }

    @Override
    public Components getComponents(CurrentContextFactory contexts) {
        List<InjectableBean<?>> beans = BEANS.get().stream().<InjectableBean<?>> map(Bean::new).toList();
        Set<String> qualifiers = Stream.of(Initialized.class, BeforeDestroyed.class, Destroyed.class, Any.class, Default.class)
                .map(Class::getName).collect(Collectors.toSet());
        return new Components(beans, List.of(), List.of(), Set.of(), Map.of(), List::of, Map.of(), qualifiers, Map.of());
    }

    @Override
    public void close() {
        Arc.container().requestContext().terminate();
        Arc.shutdown();
    }

    private record Bean<T>(T instance) implements InjectableBean<T> {

        @Override
        public String getIdentifier() {
            return instance.getClass().getName();
        }

        @Override
        public Class<?> getBeanClass() {
            return instance.getClass();
        }

        @Override
        public Set<Type> getTypes() {
            return Set.of(instance.getClass(), Object.class);
        }

        @Override
        public T get(CreationalContext<T> creation) {
            return instance;
        }

        @Override
        public T create(CreationalContext<T> creation) {
            return instance;
        }
    }
}
