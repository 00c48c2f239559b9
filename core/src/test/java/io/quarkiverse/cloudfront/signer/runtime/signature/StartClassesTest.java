package io.quarkiverse.cloudfront.signer.runtime.signature;

import static io.quarkiverse.cloudfront.signer.runtime.key.TestKeys.KEY_PAIR_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.key.LocalKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.SigningCrypto;
import io.quarkiverse.cloudfront.signer.runtime.key.TestKeys;
import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;

/**
 * Libraries that are slow to load, and that are not needed before the first signature.
 */
class StartClassesTest {

    @Test
    void plainKey_withoutBouncyCastle_isLoaded() throws Exception {
        try (URLClassLoader loader = without("bouncycastle")) {
            for (KeyPair pair : List.of(TestKeys.rsa2048(), TestKeys.p256())) {
                assertThat(load(loader, TestKeys.pem(pair.getPrivate())))
                        .hasToString(pair.getPrivate().getAlgorithm().equals("RSA")
                                ? "RSA_SHA256 key of key pair " + KEY_PAIR_ID
                                : "ECDSA_SHA256 key of key pair " + KEY_PAIR_ID);
            }
        }
    }

    @Test
    void cache_withoutCaffeine_isCreated() throws Exception {
        try (URLClassLoader loader = without("caffeine")) {
            Constructor<?> cache = loader.loadClass(SignatureCache.class.getName())
                    .getDeclaredConstructor(long.class, InstantSource.class);
            cache.setAccessible(true);

            assertThat(cache.newInstance(1000, InstantSource.system())).isNotNull();
        }
    }

    private static URLClassLoader without(String library) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains(library)) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static Object load(ClassLoader loader, String pem) throws Exception {
        Class<?> hash = loader.loadClass(HashAlgorithm.class.getName());
        Class<?> crypto = loader.loadClass(SigningCrypto.class.getName());
        Object bouncyCastle = loader.loadClass(BouncyCastleLibrary.class.getName()).getConstructor().newInstance();
        Method load = loader.loadClass(LocalKeys.class.getName()).getMethod("load", String.class, byte[].class, char[].class,
                hash, crypto);
        return load.invoke(null, KEY_PAIR_ID, pem.getBytes(StandardCharsets.US_ASCII), null,
                hash.getField("SHA256").get(null),
                crypto.getMethod("jdk", Optional.class).invoke(null, Optional.of(bouncyCastle)));
    }
}
