package io.quarkiverse.cloudfront.signer.deployment.key;

import org.jboss.logging.Logger;

import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.pkg.builditem.ArtifactResultBuildItem;
import io.quarkus.deployment.pkg.steps.NativeOrNativeSourcesBuild;

/**
 * Detects the Amazon Corretto Crypto Provider, which applications can have as a dependency.
 */
class CryptoProcessor {

    private static final Logger LOG = Logger.getLogger(CryptoProcessor.class);

    private static final String PROVIDER = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    @BuildStep(onlyIfNot = NativeOrNativeSourcesBuild.class)
    void corretto(BuildProducer<AdditionalBeanBuildItem> beans) {
        if (isPresent()) {
            beans.produce(AdditionalBeanBuildItem
                    .unremovableOf("io.quarkiverse.cloudfront.signer.runtime.corretto.AmazonCorrettoProvider"));
        }
    }

    /**
     * Its jar contains a native library, which it binds in ways that are not registered for a native image.
     */
    @BuildStep(onlyIf = NativeOrNativeSourcesBuild.class)
    @Produce(ArtifactResultBuildItem.class)
    void noCorrettoInNativeImages() {
        if (isPresent()) {
            LOG.info("The Amazon Corretto Crypto Provider is a dependency, but native executables do not use it: RSA keys "
                    + "sign with the Java platform");
        }
    }

    private static boolean isPresent() {
        return QuarkusClassLoader.isClassPresentAtRuntime(PROVIDER);
    }
}
