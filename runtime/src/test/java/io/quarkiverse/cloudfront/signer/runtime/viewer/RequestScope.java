package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.lang.annotation.Annotation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import io.quarkus.arc.ManagedContext;

/**
 * A request context, which only has to be active.
 */
public final class RequestScope implements ManagedContext {

    private boolean active;

    public RequestScope(boolean active) {
        this.active = active;
    }

    @Override
    public boolean isActive() {
        return active;
    }

    @Override
    public ContextState activate(ContextState initial) {
        active = true;
        return null;
    }

    @Override
    public void deactivate() {
        active = false;
    }

    @Override
    public void terminate() {
        active = false;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return RequestScoped.class;
    }

    @Override
    public ContextState initializeState() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContextState getState() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T get(Contextual<T> bean) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void destroy(Contextual<?> bean) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void destroy() {
        throw new UnsupportedOperationException();
    }
}
