package io.quarkiverse.cloudfront.signer.deployment;

import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.jcajce.provider.symmetric.AES;
import org.bouncycastle.jcajce.provider.symmetric.DESede;
import org.bouncycastle.jcajce.provider.symmetric.PBEPBKDF2;
import org.bouncycastle.jcajce.provider.symmetric.PBEPKCS12;
import org.bouncycastle.jcajce.provider.symmetric.SCRYPT;

import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;

/**
 * What a native image needs of BouncyCastle. Signing takes nothing by reflection; decrypting a private key does.
 */
class NativeProcessor {

    /** The ciphers and key derivations with which OpenSSL encrypts private keys. */
    private static final List<Class<?>> ENCRYPTION = List.of(AES.class, DESede.class, PBEPBKDF2.class, PBEPKCS12.class,
            SCRYPT.class);

    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    void encryptedKeys(BuildProducer<ReflectiveClassBuildItem> reflection) {
        List<String> names = new ArrayList<>();
        for (Class<?> algorithm : ENCRYPTION) {
            names.add(algorithm.getName());
            for (Class<?> implementation : algorithm.getDeclaredClasses()) {
                names.add(implementation.getName());
            }
        }
        reflection.produce(ReflectiveClassBuildItem.builder(names.toArray(String[]::new))
                .constructors().methods().reason("decrypts private keys").build());
    }

    /**
     * Holds a source of random numbers, whose state must not be the same in every process.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    RuntimeInitializedClassBuildItem randomNumbers() {
        return new RuntimeInitializedClassBuildItem(CryptoServicesRegistrar.class.getName());
    }
}
