package io.quarkiverse.cloudfront.signer.runtime.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.Grants;
import io.smallrye.mutiny.Uni;

class SignersJsonRpcServiceTest {

    /** The result of each method. */
    @SuppressWarnings("unchecked")
    private static <T> T stub(Class<?> type, Object result) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> result);
    }

    private static Map<String, String> revoke(Uni<Void> outcome) {
        Instance<Grants> grants = stub(Instance.class, SignersJsonRpcServiceTest.<Grants> stub(Grants.class, outcome));
        return new SignersJsonRpcService(null, null, grants).revoke("", "alice");
    }

    @Test
    void revocationThatFails_isNotShownAsDone() {
        assertThat(revoke(Uni.createFrom().failure(new IllegalStateException("the store is full"))))
                .containsExactly(Map.entry("error", "the store is full"));
        assertThat(revoke(Uni.createFrom().voidItem())).isEmpty();
    }
}
