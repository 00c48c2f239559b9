package io.quarkiverse.cloudfront.signer.deployment.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.runtime.key.bouncycastle.BouncyCastleLibrary;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.bootstrap.classloading.MemoryClassPathElement;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.builditem.ExtensionSslNativeSupportBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageAllowIncompleteClasspathBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;

/**
 * What applications need for the libraries that they have, also in native executables.
 */
class CryptoProcessorTest {

    private static final String AWS = "io.quarkiverse.cloudfront.signer.aws.KmsKeyService";
    private static final String BOUNCY_CASTLE = "org.bouncycastle.crypto.signers.ECDSASigner";

    private final CryptoProcessor processor = new CryptoProcessor();

    /** Lets a build step see these classes at run time. */
    private static void withClasses(List<String> names, Runnable step) {
        Map<String, byte[]> classes = names.stream()
                .collect(Collectors.toMap(name -> name.replace('.', '/') + ".class", name -> new byte[0]));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (QuarkusClassLoader application = QuarkusClassLoader.builder("application", before, false)
                .addNormalPriorityElement(new MemoryClassPathElement(classes, true)).build()) {
            thread.setContextClassLoader(application);
            step.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void bouncyCastle_isInitializedInEachProcess() {
        List<AdditionalBeanBuildItem> beans = new ArrayList<>();
        List<RuntimeInitializedClassBuildItem> initialized = new ArrayList<>();
        Runnable step = () -> processor.bouncyCastle(beans::add, initialized::add);

        withClasses(List.of(), step);
        assertThat(Stream.of(beans, initialized)).allMatch(List::isEmpty);

        withClasses(List.of(BOUNCY_CASTLE), step);
        assertThat(beans).singleElement().extracting(AdditionalBeanBuildItem::getBeanClasses).asList()
                .containsExactly(BouncyCastleLibrary.class.getName());
        assertThat(initialized).extracting(RuntimeInitializedClassBuildItem::getClassName)
                .containsExactly("org.bouncycastle.crypto.CryptoServicesRegistrar");
    }

    @Test
    void awsModule_isLinkedWithoutAllOfTheSdk_andOpensHttps() {
        List<UnremovableBeanBuildItem> beans = new ArrayList<>();
        List<NativeImageAllowIncompleteClasspathBuildItem> linked = new ArrayList<>();
        List<ExtensionSslNativeSupportBuildItem> https = new ArrayList<>();
        Runnable step = () -> processor.awsKms(beans::add, linked::add, https::add);

        withClasses(List.of(), step);
        assertThat(Stream.of(beans, linked, https)).allMatch(List::isEmpty);

        withClasses(List.of(AWS), step);
        assertThat(beans).hasSize(1);
        assertThat(linked).extracting(NativeImageAllowIncompleteClasspathBuildItem::getExtensionName)
                .containsExactly("cloudfront-signer-aws");
        assertThat(https).extracting(ExtensionSslNativeSupportBuildItem::getExtension)
                .containsExactly("cloudfront-signer-aws");
    }
}
