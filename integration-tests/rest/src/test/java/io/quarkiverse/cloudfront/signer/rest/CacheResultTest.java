package io.quarkiverse.cloudfront.signer.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.cache.CacheResult;
import io.quarkus.cache.CaffeineCache;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * A cache contains the returned value, and not the signed one, which would expire.
 */
@QuarkusTest
class CacheResultTest {

    @Inject
    Service service;

    @Inject
    Caller caller;

    @CacheName("urls")
    Cache urls;

    @Test
    void cachedValue_isUnsigned() throws Exception {
        assertThat(service.url("a")).contains("/a.txt?");
        assertThat(service.url("a")).contains("/a.txt?");
        assertThat(service.calls()).isEqualTo(1);
        CompletableFuture<String> cached = urls.as(CaffeineCache.class).getIfPresent("a");
        assertThat(cached.get()).isEqualTo("/a.txt");
    }

    @Test
    void cachedValueOfAUni_isUnsigned() throws Exception {
        assertThat(service.later("b").await().indefinitely()).contains("/b.txt?");
        assertThat(service.later("b").await().indefinitely()).contains("/b.txt?");
        CompletableFuture<String> cached = urls.as(CaffeineCache.class).getIfPresent("b");
        assertThat(cached.get()).isEqualTo("/b.txt");
    }

    @Test
    void signingMethodCalledByACachedOne_failsTheCall() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(caller::url).isInstanceOf(CloudFrontSignerException.class)
                    .hasMessageContaining("Sign outside of @CacheResult");
            assertThatThrownBy(() -> caller.later().await().indefinitely())
                    .hasMessageContaining("Sign outside of @CacheResult");
        }
        assertThat(service.url("c")).as("this thread can sign again").contains("/c.txt?");
    }

    @ApplicationScoped
    public static class Caller {

        private final Service service;

        Caller(Service service) {
            this.service = service;
        }

        @CacheResult(cacheName = "callers")
        String url() {
            return service.url("caller");
        }

        @CacheResult(cacheName = "callers-later")
        Uni<String> later() {
            return service.later("caller");
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Service {

        private int calls;

        int calls() {
            return calls;
        }

        @CacheResult(cacheName = "urls")
        @SignedResource(signer = "unbound")
        String url(String name) {
            calls++;
            return "/" + name + ".txt";
        }

        @SignedResource(signer = "unbound")
        @CacheResult(cacheName = "urls")
        Uni<String> later(String name) {
            return Uni.createFrom().item("/" + name + ".txt");
        }
    }
}
